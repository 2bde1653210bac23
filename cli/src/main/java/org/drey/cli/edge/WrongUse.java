package org.drey.cli.edge;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options that cannot be meant: exit status 2, and a line that says where the help is. */
final class WrongUse {
  private WrongUse() {}

  /** To be thrown by the command that was used wrongly. */
  static ParameterException of(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
