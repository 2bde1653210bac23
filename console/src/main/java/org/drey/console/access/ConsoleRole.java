package org.drey.console.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A role of the console with all its permissions: the one table of it. */
public enum ConsoleRole {
  ANALYST,
  REVIEWER,
  /** Sees no person, by a token or otherwise. */
  RULE_AUTHOR,
  /** Sees what became of data about people, and no one's decisions. */
  PRIVACY_OFFICER,
  AUDITOR,
  /** Sees no alert. */
  ADMINISTRATOR;

  private Set<ConsolePermission> permissions() {
    return switch (this) {
      case ANALYST ->
          Set.of(ConsolePermission.SEE_ALERTS, ConsolePermission.DECIDE, ConsolePermission.HAND_ON);
      case REVIEWER ->
          Set.of(
              ConsolePermission.SEE_ALERTS,
              ConsolePermission.DECIDE,
              ConsolePermission.HAND_ON,
              ConsolePermission.AGREE);
      case RULE_AUTHOR -> Set.of(ConsolePermission.SEE_RULES);
      case PRIVACY_OFFICER -> Set.of(ConsolePermission.SEE_ACCESSES);
      case AUDITOR -> Set.of(ConsolePermission.SEE_AUDIT);
      case ADMINISTRATOR -> Set.of(ConsolePermission.SEE_STATE);
    };
  }

  /** All that a person with some roles may. */
  public static Set<ConsolePermission> all(Collection<ConsoleRole> roles) {
    Set<ConsolePermission> all = EnumSet.noneOf(ConsolePermission.class);
    roles.forEach(role -> all.addAll(role.permissions()));
    return all;
  }

  /** By its name in a file: {@code rule-author}. */
  public static Optional<ConsoleRole> named(String name) {
    return Arrays.stream(values()).filter(role -> role.label().equals(name)).findFirst();
  }

  /** Its name in a file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
