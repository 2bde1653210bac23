package org.drey.benchmarks.cdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that are run beside Drey, from Debian's packages dnsdist, tinycdb and dnsperf. */
final class CdbPrograms {
  private static final Pattern COMPLETED = Pattern.compile("Queries completed:\\s+(\\d+)");
  private static final Pattern REFUSING = Pattern.compile("NXDOMAIN (\\d+)");

  private CdbPrograms() {}

  /**
   * The answers that dnsperf counted.
   *
   * @param completed answers
   * @param refused answers that say there is no such name
   */
  record Answers(long completed, long refused) {}

  /** Makes a constant database of its input: {@code +KEYLENGTH,LENGTH:KEY->DATA} a line. */
  static void makeDatabase(Path input, Path database) throws IOException, InterruptedException {
    String unused =
        run(List.of("cdb", "-c", "-t", database + ".new", database.toString(), input.toString()));
  }

  /** Asks a server every name of a file, some times over. */
  static Answers ask(int port, Path names, int times) throws IOException, InterruptedException {
    String said =
        run(
            List.of(
                "dnsperf",
                "-s",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-d",
                names.toString(),
                "-n",
                Integer.toString(times),
                "-c",
                "1",
                "-T",
                "1",
                "-q",
                "50"));
    return new Answers(number(said, COMPLETED), number(said, REFUSING));
  }

  /** Starts a program whose output is not read. */
  static Process start(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw missing(command, e);
    }
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(new ArrayList<>(command)).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw missing(command, e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(command.get(0) + " ended with " + status + ": " + said.strip());
    }
    return said;
  }

  private static IOException missing(List<String> command, IOException cause) {
    return new IOException(
        command.get(0) + " cannot be started; on Debian: apt-get install dnsdist tinycdb dnsperf",
        cause);
  }

  private static long number(String said, Pattern pattern) {
    Matcher found = pattern.matcher(said);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
