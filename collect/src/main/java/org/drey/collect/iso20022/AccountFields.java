package org.drey.collect.iso20022;

import java.util.Locale;
import org.drey.collect.feed.ClearValue;
import org.drey.event.EntityKind;
import org.jspecify.annotations.Nullable;

/** The fields of an account and its bank, of one side of a payment. */
enum AccountFields {
  PAYER,
  PAYEE,
  /** The account that a notice is about. */
  OWNER;

  private static final int BIC_OF_BANK = 8; // what follows is a branch
  private static final int CLEARING = 5; // such as DEBLZ: a country, and a system in it

  private final MessageField iban = field("IBAN");
  private final MessageField account = field("ACCOUNT");
  private final MessageField scheme = field("SCHEME");
  private final MessageField bic = field("BIC");
  private final MessageField member = field("MEMBER");
  private final MessageField clearing = field("CLEARING");

  /** Returns the field of this side with a name such as IBAN. */
  MessageField field(String what) {
    return MessageField.valueOf(name() + '_' + what);
  }

  /**
   * Returns the account: its IBAN, else {@code BANK/SCHEME:NUMBER}, of which what is not known is
   * left out, for another bank may have the same number. Null if the message names none.
   */
  @Nullable ClearValue account(MessageValues values, EntityKind kind) {
    String full = values.get(iban);
    if (full != null) {
      return ClearValue.of(kind, full);
    }
    String number = values.get(account);
    if (number == null) {
      return null;
    }
    String of = values.get(scheme);
    String bank = bank(values);
    return new ClearValue(
        kind, (bank == null ? "" : bank + '/') + (of == null ? "" : of + ':') + number);
  }

  private @Nullable String bank(MessageValues values) {
    String code = values.get(bic);
    if (code != null) {
      return code.substring(0, Math.min(BIC_OF_BANK, code.length())).toUpperCase(Locale.ROOT);
    }
    return values.get(member);
  }

  /** Returns the country of the account by its IBAN, its bank or its clearing system; else null. */
  @Nullable String country(MessageValues values) {
    String full = values.get(iban);
    if (full != null && full.length() > 2) {
      return full.substring(0, 2);
    }
    String code = values.get(bic);
    if (code != null && code.length() >= BIC_OF_BANK) {
      return code.substring(4, 6);
    }
    String system = values.get(clearing);
    return system != null && system.length() == CLEARING ? system.substring(0, 2) : null;
  }
}
