package org.drey.collect.firm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a firm knows: its customers', and those of others whose kind it knows.
 * Immutable.
 */
public final class CustomerTable {
  private static final String ACCOUNT = "account";
  private static final List<String> REQUIRED = List.of(ACCOUNT);
  private static final List<String> OPTIONAL =
      List.of("kind", "age_band", "zone", "opened", "kyc", "channel", "mcc");

  private final FingerprintTable numbers;
  private final List<CustomerFacts> facts;
  private final boolean hasTokens;

  private CustomerTable(FingerprintTable numbers, CustomerRows rows) {
    this.numbers = numbers;
    this.facts = List.copyOf(rows.known.keySet());
    this.hasTokens = rows.hasTokens;
  }

  /**
   * Reads a file with a row for each account.
   *
   * @throws IOException if a line cannot be, or two rows of one account differ; says which lines,
   *     and nothing of them
   */
  public static CustomerTable read(Path file, SecretKeySpec key) throws IOException {
    CustomerRows rows = new CustomerRows(new AccountFingerprints(key));
    return new CustomerTable(NumberedRows.read(file, REQUIRED, OPTIONAL, rows), rows);
  }

  /** Facts about customers, of whom many are alike, each once and in the order of their numbers. */
  private static final class CustomerRows implements NumberedRows.RowNumbers {
    private final AccountFingerprints prints;
    private final Map<CustomerFacts, Integer> known = new LinkedHashMap<>();
    private boolean hasTokens;

    CustomerRows(AccountFingerprints prints) {
      this.prints = prints;
    }

    @Override
    public long print(FirmRows row) {
      NamedAccount account = row.account(ACCOUNT);
      hasTokens |= account.isToken();
      return prints.of(account.text());
    }

    @Override
    public int number(FirmRows row) {
      return known.computeIfAbsent(CustomerFacts.of(row), unused -> known.size());
    }
  }

  /** Returns the facts about the first of an account's names that is known; null for none. */
  @Nullable CustomerFacts find(List<NamedAccount> names, AccountFingerprints prints) {
    for (NamedAccount name : names) {
      int number = numbers.get(prints.of(name.text()), NumberedRows.NONE);
      if (number != NumberedRows.NONE) {
        return facts.get(number);
      }
    }
    return null;
  }

  /** Returns whether some accounts are named by tokens. */
  boolean hasTokens() {
    return hasTokens;
  }

  /** Returns how many accounts it knows. */
  public long size() {
    return numbers.size();
  }
}
