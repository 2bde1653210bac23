package org.drey.alerts.handover;

import java.util.ArrayList;
import java.util.List;

/**
 * A letter to a service that people use who show a pattern: what was seen, in figures, and what is
 * asked of it. It names no one; what an alert has of people is not looked at.
 */
public final class NoticeFormat implements HandoverFormat {
  private static final HtmlPage HTML = HtmlPage.styled(NoticeText.TITLE);

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith(HTML.beginning());
  }

  @Override
  public boolean isOfOne() {
    return true;
  }

  @Override
  public List<String> refusals(HandoverContents handover) {
    List<String> refusals = new ArrayList<>();
    if (handover.theCase() != null || handover.alerts().size() != 1) {
      return List.of("A notice is about one alert on a service: name it alone.");
    }
    if (ServiceFigure.of(handover.alerts().get(0).alert()).isEmpty()) {
      refusals.add(
          "A notice is about an alert on a service, one of SVC-01 to SVC-03, and says how many"
              + " people or hosts; this alert counts none. Another format may fit: stix, misp.");
    }
    SharingTerms sharing = handover.sharing();
    if (sharing.organisation() == null || sharing.answerTo() == null) {
      refusals.add(
          "A notice says who sends it and where to answer: configure both,"
              + " sender: {name: …, answer_to: …}.");
    }
    return List.copyOf(refusals);
  }

  /** Writes the letter; there are no {@link #refusals}. */
  @Override
  public String write(HandoverContents handover) {
    return HTML.write(new NoticeText(handover).blocks());
  }

  @Override
  public String preview(HandoverContents handover) {
    return HtmlPage.text(new NoticeText(handover).blocks());
  }
}
