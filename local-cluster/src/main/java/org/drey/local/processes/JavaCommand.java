package org.drey.local.processes;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.drey.localflink.WebServerGate;

/** Commands that start a main of this program's class path, with the same Java, and their logs. */
public final class JavaCommand {
  /** The jars of Flink and of its log; the rest is in the jobs' jar. */
  private static final Pattern OF_FLINK =
      Pattern.compile(
          "(flink-(?!avro|connector-kafka)|kryo-|minlog-|objenesis-|reflectasm-|frocksdbjni-"
              + "|snakeyaml-engine-|snappy-java-|lz4-java-|hash4j-|async-profiler-|javassist-"
              + "|commons-(cli|codec|collections|compress|io|lang3|logging|math3|text)-"
              + "|jsr305-|slf4j-api-|log4j-(api|core|slf4j2-impl)-).*\\.jar");

  /** The packages of java.base that Flink's scripts open. */
  private static final List<String> OPENED =
      List.of("lang", "net", "io", "nio", "lang.reflect", "text", "time", "util");

  private static final String LOG_OF_DREY = "drey-log4j.properties";

  /** Without what acts on a terminal. */
  private static final String MESSAGE =
      "%replace{%enc{%m}{CRLF}}{[\\\\x00-\\\\x1F\\\\x7F-\\\\x9F]}{?}";

  private JavaCommand() {}

  /**
   * Returns the command of a process of Flink, which has Flink's jars, and of Drey only what closes
   * its ports to others.
   *
   * @param options of the JVM
   */
  public static List<String> ofFlink(List<String> options, String main, List<String> arguments) {
    List<String> opened = new ArrayList<>(options);
    OPENED.forEach(one -> opened.add("--add-opens=java.base/java." + one + "=ALL-UNNAMED"));
    return command(opened, flinkClassPath(), main, arguments);
  }

  /** Returns the command of a process that has all that this one has. */
  public static List<String> ofAll(List<String> options, String main, List<String> arguments) {
    return command(options, System.getProperty("java.class.path"), main, arguments);
  }

  private static List<String> command(
      List<String> options, String classPath, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return command;
  }

  private static String flinkClassPath() {
    Stream<String> flink =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> OF_FLINK.matcher(Path.of(jar).getFileName().toString()).matches());
    return Stream.concat(flink, Stream.of(gate().toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns where the module is that closes Flink's ports, a jar or a folder of classes. */
  private static Path gate() {
    try {
      return Path.of(
          WebServerGate.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns the settings of a log that goes to the console, which a process's log file takes.
   *
   * @param message of a line: the part of the pattern after the class
   */
  static String consoleLog(String message) {
    return """
        rootLogger.level = INFO
        rootLogger.appenderRef.main.ref = main
        appender.main.name = main
        appender.main.type = Console
        appender.main.layout.type = PatternLayout
        appender.main.layout.pattern = %d %-5p %c - {message}%n
        """
        .replace("{message}", message);
  }

  /** Returns the same for the processes of jobs, with what the jobs' jar adds. */
  static String consoleLogOfJobs(Path jar) throws IOException {
    try (JarFile jobs = new JarFile(jar.toFile())) {
      ZipEntry entry = jobs.getEntry(LOG_OF_DREY);
      if (entry == null) {
        throw new IOException(jar + " is not the jar of the jobs: it has no " + LOG_OF_DREY);
      }
      return consoleLog(MESSAGE)
          + new String(jobs.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
