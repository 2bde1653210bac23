package org.drey.alerts.explain;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.alerts.explain.AlertView.EventView;
import org.drey.alerts.explain.AlertView.ReasonView;
import org.drey.event.Alert;
import org.drey.event.AlertState;

/** An alert as a text to be read, aloud too: what happened first, what proves it last. */
public final class AlertPage {
  private static final int BAR_COLUMNS = 40;
  private static final int LABEL_COLUMNS = 24;

  private final AlertView view;
  private final Alert alert;
  private final boolean evidence;
  private final int width;
  private final TextLayout layout;

  private AlertPage(AlertView view, Layout layout) {
    this.view = view;
    this.alert = view.alert();
    this.evidence = layout.evidence();
    this.width = layout.width();
    this.layout = new TextLayout(width, layout.colour());
  }

  /**
   * The layout of a page.
   *
   * @param width in columns
   * @param colour whether it is for a terminal that shows what is bold
   * @param evidence whether it has each event, and what each reason rests on, with all ids
   * @param decide the command that gives a verdict on it
   */
  public record Layout(int width, boolean colour, boolean evidence, String decide) {}

  /** The lines of a page. */
  public static List<String> lines(AlertView view, Layout layout) {
    AlertPage page = new AlertPage(view, layout);
    page.head();
    new StoryLines(view, page.layout).write(layout.evidence());
    page.reasons();
    if (view.alert().getState() != AlertState.WITHDRAWN) {
      new WeighedLines(view, page.layout).write();
    }
    page.standing();
    new AlertContext(view, page.layout, layout.decide()).write();
    page.notHigher();
    page.proofs();
    return page.layout.lines();
  }

  private void head() {
    if (view.victimAlert() != null) {
      layout.heading(PossibleVictims.words(alert, view.victimAlert()) + " Read that one first.");
    }
    if (!view.help().isEmpty()) {
      layout.heading("HELP FIRST");
      view.help().forEach(layout::text);
      view.joined().forEach(one -> layout.text(one.sentence()));
    }
    if (view.age() != null) {
      layout.heading(view.age());
    }
    layout.heading(
        "Alert "
            + alert.getAlertId()
            + ", "
            + EventWords.words(alert.getState().name())
            + (alert.getState() == AlertState.OPEN ? ", priority " + alert.getPriority() : "")
            + (view.timeLeft() == null ? "" : ", " + view.timeLeft()));
  }

  private void reasons() {
    if (view.reasons().isEmpty()) {
      return;
    }
    layout.heading("WHY IT IS HERE");
    view.reasons().forEach(why -> layout.item("-", why.sentences() + why.often()));
    if (!view.hidesScore() && !alert.getReasons().isEmpty()) {
      score();
    }
  }

  private void standing() {
    layout.heading("WHERE IT IS");
    view.standing().forEach(layout::text);
  }

  private void score() {
    layout.heading("THE SCORE: 10 POINTS DOUBLE THE ODDS; IT IS NO PROBABILITY");
    double most = view.reasons().stream().mapToDouble(ReasonView::points).sum();
    int columns = Math.max(BAR_COLUMNS / 2, Math.min(BAR_COLUMNS, width - LABEL_COLUMNS - 11));
    PointBars bars = new PointBars(columns, most);
    view.reasons().forEach(why -> bars.add(why.points(), why.indicator() + " " + why.family()));
    view.offsets().forEach(less -> bars.add(less.points(), less.id()));
    view.gates().forEach(less -> bars.add(less.points(), less.id()));
    String peak =
        alert.getPeakScore() > alert.getScore()
            ? String.format(Locale.ROOT, ", was %.1f", alert.getPeakScore())
            : "";
    bars.total(alert.getScore(), alert.getBand() + peak).forEach(layout::line);
    layout.text(BandWords.sentence(alert.getScore()));
  }

  private void proofs() {
    if (view.reasons().isEmpty()) {
      return;
    }
    if (!evidence) {
      layout.line("");
      layout.text("Rules, versions and each event with its id: --evidence.");
      return;
    }
    layout.heading("EVIDENCE");
    view.reasons().forEach(why -> layout.item("-", proof(why)));
    events();
  }

  private String proof(ReasonView why) {
    String points =
        view.hidesScore()
            ? ""
            : String.format(Locale.ROOT, "%.1f of %.0f points; ", why.points(), why.most());
    return why.indicator()
        + " ("
        + why.ruleTitle()
        + "): "
        + points
        + why.measured()
        + "; from "
        + StreamWords.list(why.streams())
        + "; events "
        + some(why.evidence())
        + "; rule "
        + why.ruleId()
        + ", version "
        + why.ruleVersion()
        + switch (why.known()) {
          case SAME -> "";
          case OTHER_VERSION -> " (here is another version of it: its words may differ)";
          case UNKNOWN -> " (not among the rules at hand: --rules DIR)";
        }
        + ".";
  }

  private static String some(List<String> ids) {
    int shown = 3;
    return ids.size() <= shown
        ? String.join(", ", ids)
        : String.join(", ", ids.subList(0, shown)) + " and " + (ids.size() - shown) + " more";
  }

  private void notHigher() {
    if (alert.getState() == AlertState.WITHDRAWN
        || view.notHigher().isEmpty()
        || view.hidesScore()) {
      return;
    }
    layout.heading("WHY NOT HIGHER");
    view.notHigher().forEach(one -> layout.item("-", one));
  }

  private void events() {
    List<EventView> events = view.events();
    if (events.isEmpty()) {
      return;
    }
    layout.heading("EACH EVENT");
    for (EventView one : events) {
      layout.item(
          "-",
          one.local()
              + after(one)
              + ": "
              + one.sentence()
              + " ["
              + one.eventId()
              + ", "
              + one.provider()
              + "]");
    }
  }

  private static String after(EventView one) {
    return one.minutesSince() == null
        ? ""
        : ", " + TimeWords.words(Duration.ofMinutes(one.minutesSince())) + " later";
  }
}
