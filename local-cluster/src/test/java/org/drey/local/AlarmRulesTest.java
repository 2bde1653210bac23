package org.drey.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each alarm has what an operator at night needs, and the dashboard can be read. */
final class AlarmRulesTest {
  private static final Path HOME = Path.of("..");
  private static final Path RUNBOOKS = HOME.resolve("docs/operate/runbooks");
  private static final List<String> PARTS =
      List.of("## What it means", "## Who is affected", "## What to do", "## It is over when");
  private static final Pattern RECORDED = Pattern.compile("\\bdrey:\\w+(?::\\w+)?");

  @Test
  void eachAlarmHasARunbookAndEachRunbookAnAlarm() throws IOException {
    Set<String> alarms = new TreeSet<>();
    String index = Files.readString(RUNBOOKS.resolve("README.md"));
    for (AlarmRules.Alarm alarm : AlarmRules.read().alarms()) {
      String file = alarm.name() + ".md";
      assertTrue(alarms.add(file), file);
      assertEquals("docs/operate/runbooks/" + file, alarm.runbook());
      String page = Files.readString(HOME.resolve(alarm.runbook()));
      PARTS.forEach(part -> assertTrue(page.contains(part), file + ": " + part));
      assertTrue(index.contains("(" + file + ") | " + alarm.severity() + " |"), file);
    }
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      Set<String> there =
          pages.map(page -> page.getFileName().toString()).collect(Collectors.toSet());
      there.remove("README.md");
      assertEquals(alarms, new TreeSet<>(there));
    }
  }

  @Test
  void eachAlarmSaysHowBadItIsAndWhatItIs() throws IOException {
    List<AlarmRules.Alarm> alarms = AlarmRules.read().alarms();
    assertTrue(alarms.size() > 35);
    for (AlarmRules.Alarm alarm : alarms) {
      assertTrue(Set.of("critical", "warning").contains(alarm.severity()), alarm.name());
      assertFalse(alarm.summary().isBlank(), alarm.name());
      assertTrue(alarm.text().endsWith("."), alarm.name());
    }
  }

  @Test
  void whatIsRecordedIsUsedAndWhatIsUsedIsRecorded() throws IOException {
    AlarmRules rules = AlarmRules.read();
    Set<String> used = new TreeSet<>();
    List<String> expressions = Stream.concat(rules.expressions().stream(), panels()).toList();
    for (String expression : expressions) {
      Matcher matcher = RECORDED.matcher(expression);
      while (matcher.find()) {
        used.add(matcher.group());
      }
    }
    assertEquals(rules.recorded(), used);
  }

  private static Stream<String> panels() throws IOException {
    return DashboardPanels.expressions().stream();
  }

  @Test
  void eachAlarmHasACaseInWhichItFiresAndOneInWhichItIsSilent() throws IOException {
    String tests = Files.readString(AlarmRules.MONITORING.resolve("prometheus-rules-test.yaml"));
    for (AlarmRules.Alarm alarm : AlarmRules.read().alarms()) {
      assertTrue(tests.contains("- name: " + alarm.name() + " fires\n"), alarm.name());
      assertTrue(tests.contains("- name: " + alarm.name() + " is silent\n"), alarm.name());
    }
  }

  @Test
  void panelsDoNotOverlapAndEachHasAQuery() throws IOException {
    Set<String> cells = new TreeSet<>();
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode panel : DashboardPanels.all()) {
      assertTrue(ids.add(panel.get("id").asInt()));
      JsonNode place = panel.get("gridPos");
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          String cell = (place.get("x").asInt() + x) + " " + (place.get("y").asInt() + y);
          assertTrue(cells.add(cell), panel.get("title").asText());
        }
      }
      boolean isRow = panel.get("type").asText().equals("row");
      assertEquals(isRow, panel.path("targets").isEmpty(), panel.get("title").asText());
    }
    assertTrue(ids.size() > 30);
  }
}
