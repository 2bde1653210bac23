package org.drey.terminal;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that cannot be meant: exit status 2, and a line that says where the help is. */
public final class WrongUse {
  private WrongUse() {}

  /** A command throws it that was used wrongly; the message names the option first. */
  public static ParameterException of(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
