package org.drey.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.drey.base.PlainText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what a person can do about an error; a stack trace is for the unforeseen. */
public final class ErrorMessages implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final List<Class<? extends Exception>> saidWithoutStack;

  /** Beside {@link UserError}, these have a message that says what a person can do. */
  public ErrorMessages(List<Class<? extends Exception>> saidWithoutStack) {
    this.saidWithoutStack = List.copyOf(saidWithoutStack);
  }

  /**
   * Returns what was used wrongly, and where it says how; not all of the help, which hides the
   * error.
   */
  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(printable(String.valueOf(error.getMessage()), List.of(arguments)));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("How it is used: ./" + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
    command.getErr().println(printable(message(error, command), arguments.originalArgs()));
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The lines of a message are its own, and never those of an argument, such as a file's name. */
  private static String printable(String message, List<String> arguments) {
    String own = message;
    for (String argument : arguments) {
      own = own.replace(argument, PlainText.text(argument));
    }
    return PlainText.lines(own);
  }

  private String message(Exception error, CommandLine command) {
    if (error instanceof UserError
        || saidWithoutStack.stream().anyMatch(of -> of.isInstance(error))) {
      return Objects.requireNonNullElseGet(error.getMessage(), error::toString);
    }
    return FileFaults.message(error)
        .orElseGet(
            () -> {
              error.printStackTrace(command.getErr());
              return "This should not have happened; please report it with the lines above.";
            });
  }
}
