package org.drey.alerts.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.event.Alert;

/** A preview: what would go out and what stays, to be looked at first. */
public final class HandoverPreview {
  private static final int NAMED = 20;

  /**
   * The end of a reason which names the option of the command line that would make a difference.
   */
  private static final Pattern OPTION = Pattern.compile(" \\((?:or )?--[^)]*\\)");

  private HandoverPreview() {}

  /** The lines; of what goes each alert, of what stays the reasons. */
  public static List<String> lines(HandoverContents handover) {
    List<String> lines = new ArrayList<>();
    lines.add(
        handover.alerts().size()
            + (handover.alerts().size() == 1 ? " alert goes" : " alerts go")
            + " out, "
            + handover.sharing().tlp().label()
            + ":");
    handover.alerts().forEach(one -> lines.add("  " + going(one)));
    lines.addAll(held(handover));
    return lines;
  }

  private static String going(HandedOverAlert one) {
    Alert alert = one.alert();
    return alert.getAlertId()
        + "  "
        + alert.getTrack().name().toLowerCase(Locale.ROOT)
        + (one.isVictim() ? ", as a victim" : "")
        + "  "
        + one.decided().words()
        + " on "
        + one.decided().time()
        + (one.decided().takenUp() ? "" : ", not taken up by a job yet")
        + "; delete or review by "
        + one.expires();
  }

  /** A line without the options of the command line, for readers who have none. */
  public static String withoutOptions(String line) {
    return OPTION.matcher(line).replaceAll("");
  }

  /** Returns why alerts stay, with some of their ids. */
  public static List<String> held(HandoverContents handover) {
    return held(handover.held());
  }

  /** The same of reasons by the ids of alerts. */
  public static List<String> held(Map<String, String> reasons) {
    Map<String, List<String>> byReason =
        reasons.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, ids) ->
            lines.add(
                "stays: "
                    + ids.size()
                    + ", "
                    + reason
                    + ": "
                    + ids.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (ids.size() > NAMED ? ", …" : "")));
    return lines;
  }
}
