package org.drey.terminal;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** Commands under one name, with errors in words and statuses that scripts can read. */
public final class CommandProgram {
  private final CommandLine line;

  /** Files by the words of commands; those with more words come first. */
  private final NavigableMap<String, String> elsewhere = new TreeMap<>();

  /**
   * A program.
   *
   * @param root says the name and the help; it does nothing itself
   * @param commands in the order of the help
   * @param saidWithoutStack errors whose message says what a person can do
   */
  public CommandProgram(
      Object root, List<CommandLine> commands, List<Class<? extends Exception>> saidWithoutStack) {
    line = new CommandLine(root);
    commands.forEach(line::addSubcommand);
    line.addSubcommand(new HelpCommand());
    ErrorMessages errors = new ErrorMessages(saidWithoutStack);
    line.setExecutionExceptionHandler(errors);
    line.setParameterExceptionHandler(errors);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // An argument that begins with @ is itself, not a file of arguments.
    line.setExpandAtFiles(false);
  }

  /**
   * Returns whether it asks for the help of a command below a command, of which picocli sees the
   * first.
   */
  private static boolean isHelpBelow(String... arguments) {
    return arguments.length > 2
        && arguments[0].equals("help")
        && Stream.of(arguments).noneMatch(one -> one.startsWith("-"));
  }

  private static String[] asOption(String... arguments) {
    return Stream.concat(Stream.of(arguments).skip(1), Stream.of("--help")).toArray(String[]::new);
  }

  /** Names the package of a command that this one lacks. */
  public CommandProgram without(CommandPackage... others) {
    for (CommandPackage other : others) {
      other.commands().forEach(command -> elsewhere.put(command, other.file()));
    }
    return this;
  }

  /** Runs a command; returns 0 if it went well, 1 if it failed, 2 if it was used wrongly. */
  public int run(String... arguments) {
    if (arguments.length == 0) {
      line.usage(System.out);
      return CommandLine.ExitCode.USAGE;
    }
    Optional<String> removed = RemovedCommands.DREY.answer(arguments);
    if (removed.isPresent()) {
      System.err.println(removed.get());
      return CommandLine.ExitCode.USAGE;
    }
    String words = String.join(" ", arguments) + " ";
    for (Map.Entry<String, String> command : elsewhere.descendingMap().entrySet()) {
      if (words.startsWith(command.getKey() + " ")) {
        System.err.println(
            "'" + command.getKey() + "' is not in this package, but in " + command.getValue());
        return CommandLine.ExitCode.USAGE;
      }
    }
    return line.execute(isHelpBelow(arguments) ? asOption(arguments) : arguments);
  }
}
