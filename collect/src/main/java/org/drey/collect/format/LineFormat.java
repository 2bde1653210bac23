package org.drey.collect.format;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.drey.base.NameSuggestions;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** A format of lines, as its file says it. Immutable; {@link #open} reads lines with it. */
public final class LineFormat {
  private static final Set<String> KEYS =
      Set.of(
          "format",
          "about",
          "input",
          "answer",
          "signed",
          "records",
          "lost",
          "configure",
          "samples");

  private final String name;
  private final String lost;
  private final String configure;
  private final @Nullable String answer;
  private final boolean isSigned;
  private final SourceNames names = new SourceNames();
  private final List<RecordFormat> records;
  private final Set<String> empty;
  private final Supplier<LineInput> input;
  private final List<FormatSample> samples;

  private LineFormat(YamlNode root) {
    Map<String, YamlNode> keys = root.fields(KEYS);
    this.name = root.required("format").words();
    this.lost = root.required("lost").words();
    this.configure = root.required("configure").words();
    YamlNode answered = keys.get("answer");
    this.answer = answered == null ? null : answered.text();
    YamlNode signed = keys.get("signed");
    this.isSigned = signed != null && signed.bool();
    this.records =
        root.required("records").items().stream()
            .map(record -> RecordFormat.read(names, record))
            .toList();
    InputReader reader = new InputReader(root.required("input"));
    this.empty = reader.empty();
    this.input = reader.input(names);
    this.samples = root.required("samples").items().stream().map(FormatSample::read).toList();
  }

  /**
   * Reads a format and plays its samples.
   *
   * @throws org.drey.yaml.ProblemException for the first thing in it that cannot be, with its line
   */
  public static LineFormat read(YamlNode root) {
    LineFormat format = unplayed(root);
    format.play().stream()
        .map(SamplePlay::problem)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            problem -> {
              throw problem;
            });
    return format;
  }

  /** Reads a format whose samples are yet to be played; each of its sources must be in them. */
  public static LineFormat unplayed(YamlNode root) {
    LineFormat format = new LineFormat(root);
    format.checkSources();
    return format;
  }

  /** Plays the samples, in their order. */
  public List<SamplePlay> play() {
    return samples.stream().map(sample -> SamplePlay.of(this, sample)).toList();
  }

  /** Refuses a source that no sample has: it may be misspelt. */
  private void checkSources() {
    Set<Integer> found = new HashSet<>();
    Set<String> there = new HashSet<>();
    for (FormatSample sample : samples) {
      FormatReader reader = open(sample.clock());
      for (String line : sample.lines()) {
        there.addAll(reader.names(line));
        found.addAll(reader.sources(line));
      }
    }
    int number = 0;
    for (Map.Entry<String, YamlNode> one : names.all().entrySet()) {
      if (!found.contains(number++)) {
        throw one.getValue()
            .problem(
                "no sample has '"
                    + one.getKey()
                    + "'"
                    + NameSuggestions.didYouMean(one.getKey(), there)
                    + "; name it as the lines do, or add a sample with it");
      }
    }
  }

  /**
   * A reader of one file or connection.
   *
   * @param clock for times that lines write without a year
   */
  public FormatReader open(InstantSource clock) {
    return new FormatReader(input.get(), new LineValues(names.all().size(), empty, clock), records);
  }

  /** The name of the format. */
  public String name() {
    return name;
  }

  /** The streams to which its records belong, each once. */
  public List<String> streams() {
    return records.stream().map(RecordFormat::stream).distinct().toList();
  }

  /**
   * Returns what a server that waits for the answer wants to hear, whatever becomes of its event;
   * null if it wants to know whether the brokers have it.
   */
  public @Nullable String answer() {
    return answer;
  }

  /** Returns whether the server signs what it sends by HTTP. */
  public boolean isSigned() {
    return isSigned;
  }

  /** Returns what the records do not say, in words. */
  public String lost() {
    return lost;
  }

  /** Returns what to change in the configuration of the server, in words. */
  public String configure() {
    return configure;
  }
}
