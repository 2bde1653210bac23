package org.drey.collect.iso20022;

/** The values that are taken from messages. No other text of a message is ever read. */
enum MessageField {
  MESSAGE_ID,
  CREATED,
  ACCEPTED,
  BOOKED,
  BOOKED_DAY,
  INSTRUCTING_AGENT,
  UETR,
  TRANSACTION_ID,
  INSTRUCTION_ID,
  END_TO_END_ID,
  /** The reference of a status or a return to its message. */
  OWN_ID,
  /** The message with the payment that a status or a return is about. */
  ORIGINAL_MESSAGE_ID,
  ORIGINAL_CREATED,
  GROUP_STATUS,
  STATUS,
  INSTRUCTED_AMOUNT,
  INSTRUCTED_CURRENCY,
  SETTLED_AMOUNT,
  SETTLED_CURRENCY,
  PURPOSE,
  CATEGORY_PURPOSE,
  PAYER_IBAN,
  PAYER_ACCOUNT,
  PAYER_SCHEME,
  PAYER_COUNTRY,
  PAYER_BIC,
  PAYER_MEMBER,
  PAYER_CLEARING,
  PAYEE_IBAN,
  PAYEE_ACCOUNT,
  PAYEE_SCHEME,
  PAYEE_COUNTRY,
  PAYEE_BIC,
  PAYEE_MEMBER,
  PAYEE_CLEARING,
  /** Whatever it is identified by, the payee is a person. */
  PAYEE_IS_PERSON,
  /** The payee is an organisation. */
  PAYEE_IS_ORGANISATION,
  OWNER_IBAN,
  OWNER_ACCOUNT,
  OWNER_SCHEME,
  OWNER_BIC,
  OWNER_MEMBER,
  OWNER_CLEARING,
  /** CRDT or DBIT: the side of the account's owner. */
  OWNER_SIDE,
  IS_REVERSAL,
  IS_RETURN,
  ENTRY_STATUS,
  SERVICER_REFERENCE,
  /** The reference of the entry with all its payments. */
  ENTRY_REFERENCE,
  /** Some other value is longer than it may be. */
  IS_TOO_LONG
}
