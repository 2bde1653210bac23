package org.drey.rules.schema;

/**
 * The kind of entity that a token names. Tokens of one kind share one space: a payout account is a
 * payee.
 */
public enum EntityKind {
  SUBJECT,
  PAYEE,
  HOST,
  MERCHANT,
  DOMAIN,
  DEVICE
}
