package org.drey.benchmarks.measure;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of a benchmark.
 *
 * @param command what was run
 * @param notes what a reader must know to read the figures
 * @param tables the figures
 * @param targets what was promised of them
 */
public record BenchmarkReport(
    String command,
    MachineFacts machine,
    List<String> notes,
    List<FigureTable> tables,
    List<PromisedTarget> targets) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Copies the lists. */
  public BenchmarkReport {
    notes = List.copyOf(notes);
    tables = List.copyOf(tables);
    targets = List.copyOf(targets);
  }

  /** Returns whether every target that was measured is met. */
  public boolean isMet() {
    return targets.stream().allMatch(PromisedTarget::isMet);
  }

  /** For people. */
  public String toText() {
    StringBuilder text = new StringBuilder(command).append('\n');
    text.append(machine.toText()).append("\n\n");
    notes.forEach(note -> text.append(note).append('\n'));
    tables.forEach(table -> text.append('\n').append(table.toText()));
    text.append(targets.isEmpty() ? "" : "\nTargets\n\n");
    for (PromisedTarget target : targets) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s  %s: %.3g, at most %.3g%n",
              target.isMet() ? "met   " : "MISSED",
              target.what(),
              target.measured(),
              target.atMost()));
    }
    return text.toString();
  }

  /** For programs. */
  public void writeJson(Path file) throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    tables.forEach(table -> figures.put(table.title(), table.rows()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("command", command);
    all.put("machine", machine);
    all.put("notes", notes);
    all.put("figures", figures);
    all.put("targets", targets);
    JSON.writeValue(file.toFile(), all);
  }
}
