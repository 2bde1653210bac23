package org.drey.console.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * A person who has signed in.
 *
 * @param id what they are called in verdicts and in the audit, opaque
 * @param may all that their roles allow
 */
public record Person(String id, Set<Permission> may) {
  /** The one who has the terminal that a console was started in, who may do all of it. */
  public static Person local(String id) {
    return new Person(id, EnumSet.allOf(Permission.class));
  }
}
