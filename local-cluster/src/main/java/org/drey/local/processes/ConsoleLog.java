package org.drey.local.processes;

/** The settings of a log that goes to the console, which a process's log file takes. */
final class ConsoleLog {
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
}
