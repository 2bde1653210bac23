package org.drey.collect.firm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.drey.event.Relationship;

/** The facts of a firm that tie a payer to a payee. Immutable. */
public final class RelationTable {
  private static final List<String> COLUMNS = List.of("payer", "payee", "relationship");
  private static final List<Relationship> SYMBOLS = List.of(Relationship.values());

  private final FingerprintTable symbols;
  private final boolean hasTokens;

  private RelationTable(FingerprintTable symbols, boolean hasTokens) {
    this.symbols = symbols;
    this.hasTokens = hasTokens;
  }

  /**
   * Reads a file with a row for each pair.
   *
   * @throws IOException if a line cannot be, or two rows of one pair differ; says which lines, and
   *     nothing of them
   */
  public static RelationTable read(Path file, SecretKeySpec key) throws IOException {
    RelationRows rows = new RelationRows(new AccountFingerprints(key));
    FingerprintTable symbols = NumberedRows.read(file, COLUMNS, List.of(), rows);
    return new RelationTable(symbols, rows.hasTokens);
  }

  /** Relationships by their place among all symbols. */
  private static final class RelationRows implements NumberedRows.RowNumbers {
    private final AccountFingerprints prints;
    private boolean hasTokens;

    RelationRows(AccountFingerprints prints) {
      this.prints = prints;
    }

    @Override
    public long print(FirmRows row) {
      NamedAccount payer = row.account("payer");
      NamedAccount payee = row.account("payee");
      hasTokens |= payer.isToken() || payee.isToken();
      return prints.of(payer.text(), payee.text());
    }

    @Override
    public int number(FirmRows row) {
      return SYMBOLS.indexOf(row.symbol("relationship", Relationship.class));
    }
  }

  /** Returns what ties two accounts by the first of their names that are known; else UNKNOWN. */
  Relationship find(
      List<NamedAccount> payer, List<NamedAccount> payee, AccountFingerprints prints) {
    for (NamedAccount from : payer) {
      for (NamedAccount to : payee) {
        int symbol = symbols.get(prints.of(from.text(), to.text()), NumberedRows.NONE);
        if (symbol != NumberedRows.NONE) {
          return SYMBOLS.get(symbol);
        }
      }
    }
    return Relationship.UNKNOWN;
  }

  /** Returns whether some accounts are named by tokens. */
  boolean hasTokens() {
    return hasTokens;
  }

  /** Returns how many pairs it knows. */
  public long size() {
    return symbols.size();
  }
}
