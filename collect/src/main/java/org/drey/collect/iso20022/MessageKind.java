package org.drey.collect.iso20022;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The kinds of messages that are taken, each in all its versions. */
enum MessageKind {
  /** A credit transfer from bank to bank. */
  CREDIT_TRANSFER("pacs.008", "FIToFICstmrCdtTrf", MessagePaths::creditTransfer),
  /** What became of one. */
  STATUS("pacs.002", "FIToFIPmtStsRpt", MessagePaths::status),
  /** The return of one. */
  RETURN("pacs.004", "PmtRtr", MessagePaths::paymentReturn),
  /** What a customer asks a bank to pay. */
  INITIATION("pain.001", "CstmrCdtTrfInitn", MessagePaths::initiation),
  /** What was booked on a customer's account. */
  NOTIFICATION("camt.054", "BkToCstmrDbtCdtNtfctn", MessagePaths::notification);

  private static final MessageKind[] ALL = values();

  private final String family;
  private final String root;
  private final PathNode paths;

  MessageKind(String family, String root, Supplier<PathNode> paths) {
    this.family = family;
    this.root = root;
    this.paths = paths.get();
  }

  /** Returns the kind of the message in an element; null if it is none of these. */
  static @Nullable MessageKind of(String element) {
    for (MessageKind kind : ALL) { // the first versions have their family and version as name
      if (element.equals(kind.root) || element.startsWith(kind.family + ".")) {
        return kind;
      }
    }
    return null;
  }

  /** Returns what is looked at in the message. */
  PathNode paths() {
    return paths;
  }
}
