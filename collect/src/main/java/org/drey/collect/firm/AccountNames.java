package org.drey.collect.firm;

import java.util.ArrayList;
import java.util.List;
import org.drey.collect.feed.ClearValue;
import org.drey.collect.feed.TokenMaker;
import org.jspecify.annotations.Nullable;

/** The names by which files of the firm may know an account. */
final class AccountNames {
  private AccountNames() {}

  /**
   * Returns its number, and after that its tokens.
   *
   * @param tokens null if no file names tokens, or none are made
   */
  static List<NamedAccount> of(ClearValue account, @Nullable TokenMaker tokens) {
    if (tokens == null) {
      return List.of(NamedAccount.of(account));
    }
    List<NamedAccount> names = new ArrayList<>(3);
    names.add(NamedAccount.of(account));
    for (int version : tokens.versions()) {
      names.add(NamedAccount.ofToken(tokens.token(version, account)));
    }
    return names;
  }
}
