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
    err.println(PlainText.lines(String.valueOf(error.getMessage())));
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("How it is used: ./" + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult arguments) {
    command.getErr().println(PlainText.lines(message(error, command)));
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
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
