package org.drey.collect.firm;

import org.drey.collect.feed.ClearValue;
import org.drey.event.EntityKind;

/**
 * An account as a file of the firm, or an event, names it.
 *
 * @param text {@code account:} with its number in canonical form, or {@code token:} with a token
 */
record NamedAccount(String text) {
  private static final String CLEAR = "account:";
  private static final String TOKEN = "token:";

  /** The account of a column: a number as it was written, or {@code token:TOKEN}. */
  static NamedAccount written(String column) {
    String text = column.strip();
    return text.startsWith(TOKEN)
        ? ofToken(text.substring(TOKEN.length()).strip())
        : of(ClearValue.of(EntityKind.PAYEE, text)); // the form is the same of every kind
  }

  /** The account of an event. */
  static NamedAccount of(ClearValue account) {
    return new NamedAccount(CLEAR + account.text());
  }

  static NamedAccount ofToken(String token) {
    return new NamedAccount(TOKEN + token);
  }

  boolean isToken() {
    return text.startsWith(TOKEN);
  }

  /** Never shows the account: it is that of a person. */
  @Override
  public String toString() {
    return "an account";
  }
}
