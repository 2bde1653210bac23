package org.drey.alerts.handover;

import java.util.List;
import org.drey.alerts.handover.HtmlPage.Block;

/**
 * The draft of a suspicious activity report: the text that goes into the field for the reason,
 * which in the United Kingdom takes 8,000 characters and no attachment. What is not known is
 * UNKNOWN, not blank. Who files it puts names where the tokens are.
 */
public final class SarFormat implements HandoverFormat {
  /** The most characters of a report, without markup. */
  public static final int MAX_CHARACTERS = 8000;

  /** Left for the conclusion of the analyst. */
  static final int ROOM = 1000;

  /** The most of a kind that are listed if there is room. */
  private static final int MAX_LISTED = 60;

  private static final HtmlPage HTML = HtmlPage.plain("Draft of a report");

  @Override
  public boolean isOfOne() {
    return true;
  }

  @Override
  public boolean hasWritten(String beginning) {
    return beginning.startsWith(HTML.beginning());
  }

  @Override
  public String preview(HandoverContents handover) {
    return HtmlPage.text(blocks(handover));
  }

  @Override
  public String write(HandoverContents handover) {
    return HTML.write(blocks(handover));
  }

  private static List<Block> blocks(HandoverContents handover) {
    HandoverStory story = HandoverStory.of(handover);
    for (int most = MAX_LISTED; ; most--) {
      List<Block> blocks = new SarText(handover, story, most).blocks();
      if (most == 0 || HtmlPage.text(blocks).length() <= MAX_CHARACTERS - ROOM) {
        return blocks;
      }
    }
  }
}
