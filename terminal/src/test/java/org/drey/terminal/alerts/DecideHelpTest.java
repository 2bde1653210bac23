package org.drey.terminal.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.fixtures.CommandRun;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.VerdictType;
import org.drey.terminal.ShutdownHook;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The table in the help of {@code decide} is that of the jobs, and no line of help is broken. */
class DecideHelpTest {
  private static final int COLUMNS = 79;

  private static final Pattern ROW = Pattern.compile("^  ([A-Z_]{6,}) +(.*)$");
  private static final Pattern MORE = Pattern.compile("^ {20}(\\S.*)$");
  private static final Pattern REASON = Pattern.compile("[A-Z_]{6,}");

  @Test
  void noLineOfHelpIsWiderThanATerminal() {
    CommandLine alerts = AlertsCommand.line(new ShutdownHook());
    List<CommandLine> all = new ArrayList<>(alerts.getSubcommands().values());
    all.add(alerts);
    for (CommandLine one : all) {
      for (String line : one.getCommandSpec().usageMessage().footer()) {
        assertTrue(line.length() <= COLUMNS, () -> one.getCommandName() + ": " + line);
      }
    }
  }

  @Test
  void eachVerdictHasTheReasonsThatMayBeGiven() {
    Map<VerdictType, Set<String>> said = new EnumMap<>(VerdictType.class);
    VerdictType row = null;
    String help = CommandRun.of(AlertsCommand.line(new ShutdownHook()), "decide", "--help").out();
    int table = help.indexOf("Verdicts and their reasons");
    for (String line :
        help.substring(table, help.indexOf("LIKELY and BENIGN", table)).lines().toList()) {
      Matcher first = ROW.matcher(line);
      Matcher more = MORE.matcher(line);
      if (first.matches()) {
        row = VerdictType.valueOf(first.group(1));
        said.put(row, new TreeSet<>());
      }
      if (row != null && (first.matches() || more.matches())) {
        Matcher reason = REASON.matcher(first.matches() ? first.group(2) : more.group(1));
        while (reason.find()) {
          said.get(row).add(reason.group());
        }
      }
    }
    for (VerdictType type : VerdictType.values()) {
      Set<String> allowed = new TreeSet<>(type.reasons(AlertTrack.PAYER));
      allowed.addAll(type.reasons(AlertTrack.VICTIM));
      assertEquals(allowed, said.get(type), type.name());
    }
  }
}
