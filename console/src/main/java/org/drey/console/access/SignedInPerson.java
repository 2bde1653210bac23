package org.drey.console.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * A person who has signed in.
 *
 * @param id what they are called in verdicts and in the audit, opaque
 * @param may all that their roles allow
 */
public record SignedInPerson(String id, Set<ConsolePermission> may) {
  /** The one who has the terminal that a console was started in, who may do all of it. */
  public static SignedInPerson local(String id) {
    return new SignedInPerson(id, EnumSet.allOf(ConsolePermission.class));
  }
}
