package org.drey.terminal;

/** The user who runs this process, by the operating system. */
public final class SystemAccount {
  private SystemAccount() {}

  /** The account's name; empty if the system has none. */
  public static String name() {
    return System.getProperty("user.name", "");
  }
}
