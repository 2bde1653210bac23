package org.drey.local.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The settings of a log that goes to the console, which a process's log file takes. */
final class ConsoleLog {
  private static final String LOG_OF_DREY = "drey-log4j.properties";

  /** Without what acts on a terminal. */
  private static final String MESSAGE =
      "%replace{%enc{%m}{CRLF}}{[\\\\x00-\\\\x1F\\\\x7F-\\\\x9F]}{?}";

  private ConsoleLog() {}

  /**
   * Returns them.
   *
   * @param message of a line: the part of the pattern after the class
   */
  static String settings(String message) {
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

  /** Returns them for the processes of jobs, with what the jobs' jar adds. */
  static String ofJobs(Path jar) throws IOException {
    try (JarFile jobs = new JarFile(jar.toFile())) {
      ZipEntry entry = jobs.getEntry(LOG_OF_DREY);
      if (entry == null) {
        throw new IOException(jar + " is not the jar of the jobs: it has no " + LOG_OF_DREY);
      }
      return settings(MESSAGE)
          + new String(jobs.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
