package org.drey.blocklist.name;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The WHATWG URL standard's "domain to ASCII", not strict: UTS 46 by ICU4J without STD3 rules,
 * hyphen checks and DNS lengths, and ASCII text only folded, regardless of its {@code xn--} labels.
 */
public final class DomainToAscii {
  /**
   * Longer text than this, in UTF-16 units, is refused if it is not ASCII: mapping and Punycode
   * take time by the square of the length, and a DNS name has at most 253 octets.
   */
  static final int MAX_UNICODE_INPUT = 1024;

  private static final String FORBIDDEN = "#%/:<>?@[\\]^|";
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII);

  /** Lengths and empty labels are for the caller to judge; hyphens anywhere are in real use. */
  private static final Set<IDNA.Error> ALLOWED =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private DomainToAscii() {}

  /**
   * The domain in lower-case ASCII with A-labels, or null if it is empty, has a forbidden domain
   * code point, or is invalid by UTS 46. Empty labels pass, and any length that the library takes.
   * Text that is in this form already is returned itself. Never throws.
   */
  public static @Nullable String of(String domain) {
    boolean upper = false;
    boolean forbidden = domain.isEmpty();
    for (int i = 0; i < domain.length(); i++) {
      char c = domain.charAt(i);
      if (c >= 0x80) {
        return fromUnicode(domain);
      }
      upper |= c >= 'A' && c <= 'Z';
      // The next character may change it: < and U+0338 are one allowed character.
      forbidden |= isForbidden(c);
    }
    if (forbidden) {
      return null;
    }
    return upper ? CanonicalName.lower(domain, domain.length()) : domain;
  }

  /**
   * Returns whether an ASCII character is a forbidden domain code point of the WHATWG URL standard.
   */
  static boolean isForbidden(char c) {
    return c <= ' ' || c == 0x7F || FORBIDDEN.indexOf(c) >= 0;
  }

  private static @Nullable String fromUnicode(String domain) {
    if (domain.length() > MAX_UNICODE_INPUT) {
      return null;
    }
    String mapped = mapped(domain);
    if (mapped == null || mapped.isEmpty()) {
      return null;
    }
    for (int i = 0; i < mapped.length(); i++) {
      char c = mapped.charAt(i);
      if (c >= 0x80 || isForbidden(c)) {
        return null;
      }
    }
    return mapped;
  }

  /**
   * Null for what is invalid, and for what the library refuses: it throws for a label that is too
   * long for its Punycode, and one character may be mapped to eighteen.
   */
  private static @Nullable String mapped(String domain) {
    IDNA.Info info = new IDNA.Info();
    try {
      String mapped = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
      return ALLOWED.containsAll(info.getErrors()) ? mapped : null;
    } catch (RuntimeException e) {
      return null;
    }
  }
}
