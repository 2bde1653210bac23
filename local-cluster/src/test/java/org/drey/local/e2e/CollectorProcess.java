package org.drey.local.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.cli.DreyCommand;
import org.drey.local.cluster.ConditionWait;

/** A {@code ./drey collect} in a process of its own. */
final class CollectorProcess implements AutoCloseable {
  private static final Pattern STATUS = Pattern.compile("(http://\\S+/\\.well-known/)health");

  private static final Pattern ENDPOINT = Pattern.compile("(?m)^http:/(/\\S+:\\d+)/$");

  private final Process process;
  private final String pages;
  private final Path log;

  private CollectorProcess(Process process, String pages, Path log) {
    this.process = process;
    this.pages = pages;
    this.log = log;
  }

  /** Starts one of a source; returns when it listens. */
  static CollectorProcess start(Path log, String source, String... options) throws Exception {
    List<String> collect =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            DreyCommand.class.getName(),
            "collect",
            source,
            "--metrics",
            "127.0.0.1:0");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(collect.stream(), Stream.of(options)).toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    ConditionWait.until("a collector that listens", () -> !process.isAlive() || status(log).find());
    Matcher said = status(log);
    if (!said.find()) {
      throw new AssertionError(Files.readString(log));
    }
    return new CollectorProcess(process, said.group(1), log);
  }

  private static Matcher status(Path log) throws IOException {
    return STATUS.matcher(Files.readString(log));
  }

  /** Returns where it takes what is posted. */
  URI endpoint() throws Exception {
    ConditionWait.until("an endpoint", () -> ENDPOINT.matcher(Files.readString(log)).find());
    Matcher said = ENDPOINT.matcher(Files.readString(log));
    if (!said.find()) {
      throw new AssertionError(Files.readString(log));
    }
    return URI.create("http:/" + said.group(1));
  }

  /** Returns the value of a metric, with its label if it has one. */
  long metric(String name) throws IOException {
    try (InputStream page = URI.create(pages + "metrics").toURL().openStream()) {
      return new String(page.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> Double.valueOf(line.substring(name.length() + 1)).longValue())
          .findFirst()
          .orElseThrow(() -> new AssertionError("no metric " + name));
    }
  }

  /** Waits until a metric is so high. */
  void await(String name, long atLeast) throws Exception {
    ConditionWait.until(name + " of " + atLeast, () -> metric(name) >= atLeast);
  }

  /** Kills it in the middle of what it does; returns how many it had counted as sent. */
  long kill() throws Exception {
    long sent = metric("drey_collect_sent");
    process.destroyForcibly().waitFor();
    return sent;
  }

  /** Asks it to stop; returns how many it had counted as sent before. */
  long stop() throws Exception {
    long sent = metric("drey_collect_sent");
    process.destroy();
    process.waitFor();
    return sent;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
