package org.drey.collect.iso20022;

import org.jspecify.annotations.Nullable;

/** The kinds of messages that are taken, each in all its versions. */
enum MessageKind {
  /** A credit transfer from bank to bank. */
  CREDIT_TRANSFER("pacs.008", "FIToFICstmrCdtTrf"),
  /** The status of a payment. */
  STATUS("pacs.002", "FIToFIPmtStsRpt"),
  /** The return of one. */
  RETURN("pacs.004", "PmtRtr"),
  /** A direct debit: a payee collects, from bank to bank. */
  DIRECT_DEBIT("pacs.003", "FIToFICstmrDrctDbt"),
  /** A customer asks a bank to pay. */
  INITIATION("pain.001", "CstmrCdtTrfInitn"),
  /** A customer asks a bank to collect. */
  COLLECTION("pain.008", "CstmrDrctDbtInitn"),
  /** The bookings on a customer's account since the last statement. */
  REPORT("camt.052", "BkToCstmrAcctRpt"),
  /** The bookings of a day or longer. */
  STATEMENT("camt.053", "BkToCstmrStmt"),
  /** The bookings, entry by entry. */
  NOTIFICATION("camt.054", "BkToCstmrDbtCdtNtfctn");

  private static final MessageKind[] ALL = values();

  private final String family;
  private final String root;

  MessageKind(String family, String root) {
    this.family = family;
    this.root = root;
  }

  /** Returns the kind of the message in an element; null if it is none of these. */
  static @Nullable MessageKind of(String element) {
    for (MessageKind kind : ALL) { // the first versions have their family or version in the name
      boolean isFirst = element.startsWith(kind.family + ".") || element.equals(kind.root + "V01");
      if (element.equals(kind.root) || isFirst) {
        return kind;
      }
    }
    return null;
  }
}
