package org.drey.collect.format;

import java.util.Currency;
import java.util.Locale;
import org.drey.collect.feed.RefusalReason;
import org.jspecify.annotations.Nullable;

/** The form in which texts are written: what {@code as} of a format says. */
enum TextForm implements TextStep {
  /** A name of DNS: small letters, no dot at the end. */
  NAME {
    @Override
    public String apply(String text) {
      return nameOf(text);
    }
  },
  /** A name or address; anything else, such as a TXT record, is left out. */
  NAME_OR_ADDRESS {
    @Override
    public @Nullable String apply(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!(isLetterOrDigit(c) || c == '.' || c == ':' || c == '-' || c == '_')) {
          return null;
        }
      }
      return text.indexOf('.') < 0 && text.indexOf(':') < 0 ? null : nameOf(text);
    }
  },
  /** An address with a port after its last colon: the address. */
  WITHOUT_PORT {
    @Override
    public String apply(String text) {
      String address = text.substring(0, Math.max(0, text.lastIndexOf(':')));
      return address.startsWith("[") && address.endsWith("]")
          ? address.substring(1, address.length() - 1)
          : address;
    }
  },
  /** Capital letters. */
  UPPER {
    @Override
    public String apply(String text) {
      return text.toUpperCase(Locale.ROOT);
    }
  },
  /** Small letters. */
  LOWER {
    @Override
    public String apply(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  },
  /** Two letters of a country, which may be written with three, or three digits. */
  COUNTRY {
    @Override
    public @Nullable String apply(String text) {
      return CountryCodes.letters(text);
    }
  },
  /** Three letters of a currency, which may be written as a number. */
  CURRENCY {
    @Override
    public String apply(String text) throws RefusedLineException {
      Currency currency = CurrencyCodes.find(text);
      if (currency == null) {
        throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, null, "a currency of ISO 4217");
      }
      return currency.getCurrencyCode();
    }
  };

  @Override
  public abstract @Nullable String apply(String text) throws RefusedLineException;

  private static String nameOf(String text) {
    return lower(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Letters of ASCII alone: what is beyond is no letter to DNS. */
  private static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return lowered(text);
      }
    }
    return text;
  }

  private static String lowered(String text) {
    StringBuilder low = new StringBuilder(text);
    for (int i = 0; i < low.length(); i++) {
      char c = low.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        low.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return low.toString();
  }
}
