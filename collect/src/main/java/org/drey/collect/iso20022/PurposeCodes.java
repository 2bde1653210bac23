package org.drey.collect.iso20022;

import java.util.Map;
import org.drey.event.Purpose;
import org.jspecify.annotations.Nullable;

/** Classes of the standard's purpose codes, where the code leaves no doubt. */
final class PurposeCodes {
  private static final Map<String, Purpose> CLASSES =
      Map.ofEntries(
          Map.entry("ALMY", Purpose.FAMILY),
          Map.entry("DNTS", Purpose.MEDICAL),
          Map.entry("HLTC", Purpose.MEDICAL),
          Map.entry("HSPC", Purpose.MEDICAL),
          Map.entry("MDCS", Purpose.MEDICAL),
          Map.entry("VIEW", Purpose.MEDICAL),
          Map.entry("STDY", Purpose.EDUCATION),
          Map.entry("RENT", Purpose.ACCOMMODATION),
          Map.entry("GDDS", Purpose.GOODS),
          Map.entry("SCVE", Purpose.SERVICES),
          Map.entry("GIFT", Purpose.GIFT),
          Map.entry("OTHR", Purpose.OTHER),
          Map.entry("PENS", Purpose.OTHER),
          Map.entry("SALA", Purpose.OTHER),
          Map.entry("TAXS", Purpose.OTHER));

  private PurposeCodes() {}

  /** Returns the class of the first code that has one. */
  static Purpose of(@Nullable String purpose, @Nullable String category) {
    Purpose own = of(purpose);
    return own == Purpose.UNKNOWN ? of(category) : own;
  }

  private static Purpose of(@Nullable String code) {
    return code == null ? Purpose.UNKNOWN : CLASSES.getOrDefault(code, Purpose.UNKNOWN);
  }
}
