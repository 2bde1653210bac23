package org.drey.cli.console;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Commands under one name, with errors in words and statuses that scripts can read. */
public final class Program {
  private final CommandLine line;

  /**
   * A program.
   *
   * @param root says the name and the help; it does nothing itself
   * @param commands in the order of the help
   * @param saidWithoutStack errors whose message says what a person can do
   */
  public Program(
      Object root, List<CommandLine> commands, List<Class<? extends Exception>> saidWithoutStack) {
    line = new CommandLine(root);
    commands.forEach(line::addSubcommand);
    line.addSubcommand(new HelpCommand());
    Errors errors = new Errors(saidWithoutStack);
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that begins with @ is itself, not a file of arguments.
    line.setExpandAtFiles(false);
  }

  /** Runs a command; returns 0 if it went well, 1 if it failed, 2 if it was used wrongly. */
  public int run(String... arguments) {
    if (arguments.length == 0) {
      line.usage(System.out);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(arguments);
  }
}
