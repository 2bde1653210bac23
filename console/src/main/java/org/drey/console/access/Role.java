package org.drey.console.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A role of the console with all its permissions: the one table of it. */
public enum Role {
  ANALYST,
  REVIEWER,
  /** Sees no person, by a token or otherwise. */
  RULE_AUTHOR,
  /** Sees what became of data about people, and no one's decisions. */
  PRIVACY_OFFICER,
  AUDITOR,
  /** Sees no alert. */
  ADMINISTRATOR;

  private Set<Permission> permissions() {
    return switch (this) {
      case ANALYST -> Set.of(Permission.SEE_ALERTS, Permission.DECIDE, Permission.HAND_ON);
      case REVIEWER ->
          Set.of(Permission.SEE_ALERTS, Permission.DECIDE, Permission.HAND_ON, Permission.AGREE);
      case RULE_AUTHOR -> Set.of(Permission.SEE_RULES);
      case PRIVACY_OFFICER -> Set.of(Permission.SEE_ACCESSES);
      case AUDITOR -> Set.of(Permission.SEE_AUDIT);
      case ADMINISTRATOR -> Set.of(Permission.SEE_STATE);
    };
  }

  /** All that a person with some roles may. */
  public static Set<Permission> all(Collection<Role> roles) {
    Set<Permission> all = EnumSet.noneOf(Permission.class);
    roles.forEach(role -> all.addAll(role.permissions()));
    return all;
  }

  /** By its name in a file: {@code rule-author}. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values()).filter(role -> role.label().equals(name)).findFirst();
  }

  /** Its name in a file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
