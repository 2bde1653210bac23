package org.drey.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.drey.alerts.explain.DueWords;
import org.drey.console.ConsoleAlerts;
import org.drey.console.view.DecideView.TypedVerdict;
import org.drey.event.Alert;
import org.drey.event.Priority;
import org.drey.event.Track;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.score.Band;
import org.junit.jupiter.api.Test;

/** What can be decided, and what the words mean that lead to it. */
final class DecidePanelTest {
  @Test
  void ofTheVerdictThatIsChosenTheReasonsAreOpenAndTheButtonIsBesideThem() {
    Alert alert = ConsoleAlerts.of(Track.PAYER, "p1");
    TypedVerdict typed = new TypedVerdict("LIKELY|WATCHED", List.of(), "", "", "", "");
    String html = PageTemplatesTest.page(alert, typed, "note");
    String panel =
        html.substring(html.indexOf("<aside class=\"decide\""), html.indexOf("</aside>"));
    assertEquals(
        List.of("c", "l", "u", "b", "d", "m"),
        Pattern.compile("<details name=\"verdict\" data-letter=\"(.)\"")
            .matcher(panel)
            .results()
            .map(found -> found.group(1))
            .toList());
    assertEquals(2, panel.split(" open>", -1).length, panel);
    assertTrue(panel.contains("data-letter=\"l\" open>"), panel);
    assertTrue(panel.contains("value=\"LIKELY|WATCHED\" checked>"), panel);
    assertFalse(panel.contains("required"), "what is folded cannot be asked for by a browser");
    assertTrue(panel.indexOf("class=\"sees\"") > panel.lastIndexOf("</details>"), panel);
  }

  @Test
  void whatPrioritiesAndBandsMeanIsAsTheJobsHaveIt() {
    String html = PageTemplates.meanings(PageTemplatesTest.FRAME);
    for (Priority priority : List.of(Priority.P0, Priority.P1, Priority.P2, Priority.P3)) {
      String within = DueWords.whenLive(priority, Track.PAYER).replaceAll("within | when live", "");
      assertTrue(
          html.contains(">" + priority + "</span></td><td>" + within), priority + " " + within);
    }
    assertEquals("within an hour when live", DueWords.whenLive(Priority.P2, Track.VICTIM));
    assertTrue(html.contains("for a young person an hour"), html);
    for (Band band : Band.values()) {
      String from =
          band == Band.NONE ? "below " + (int) Band.WATCH.from() : "from " + (int) band.from();
      assertTrue(html.contains("<td>" + band + "</td><td>" + from + "</td>"), band + " " + from);
    }
    for (AlertTrack track : AlertTrack.values()) {
      assertTrue(html.contains("<td>" + track + "</td>"), track.name());
    }
  }
}
