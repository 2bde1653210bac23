package org.drey.console.web;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A token that works once; when it is used, the next one is announced where the first one was. */
final class SignIn {
  private final Consumer<String> announce;
  private String token = Secrets.next();

  /**
   * A sign-in.
   *
   * @param announce takes each token; the terminal, which is the analyst's alone
   */
  SignIn(Consumer<String> announce) {
    this.announce = announce;
  }

  synchronized void announce() {
    announce.accept(token);
  }

  /** Uses a token up; returns whether it was the one. */
  synchronized boolean use(@Nullable String candidate) {
    if (!Secrets.isSame(token, candidate)) {
      return false;
    }
    token = Secrets.next();
    announce();
    return true;
  }
}
