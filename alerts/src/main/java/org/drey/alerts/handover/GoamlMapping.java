package org.drey.alerts.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The values that a country's financial intelligence unit wants for what Drey knows: code lists
 * differ from country to country.
 *
 * @param rentityId the number that the unit gave the reporter
 * @param currency in which amounts are: the jobs' reference currency
 * @param fundsCode of both sides of a payment
 * @param transmodeComment empty if the country's schema has none
 * @param transmode by channel
 * @param indicators by indicator
 */
public record GoamlMapping(
    String rentityId,
    String reportCode,
    String currency,
    String fundsCode,
    String transmodeComment,
    Map<String, String> transmode,
    Map<String, String> indicators) {
  /**
   * For a draft that is completed by hand: 0, XXX (no currency, in ISO 4217), and Drey's own names
   * are to be replaced.
   */
  public static final GoamlMapping NONE =
      new GoamlMapping("0", "STR", "XXX", "O", "", Map.of(), Map.of());

  private static final Set<String> KEYS =
      Set.of(
          "rentity_id",
          "report_code",
          "currency",
          "funds_code",
          "transmode_comment",
          "transmode",
          "indicators");

  /** Reads a YAML file; what is not in it is as in {@link #NONE}. */
  public static GoamlMapping read(Path file) throws IOException {
    YamlNode root = YamlNode.read(file);
    root.fields(KEYS);
    return new GoamlMapping(
        text(root, "rentity_id", NONE.rentityId),
        text(root, "report_code", NONE.reportCode),
        text(root, "currency", NONE.currency),
        text(root, "funds_code", NONE.fundsCode),
        text(root, "transmode_comment", NONE.transmodeComment),
        map(root, "transmode"),
        map(root, "indicators"));
  }

  /** With a currency, if the file has named none. */
  public GoamlMapping in(@Nullable String reference) {
    return reference == null || !currency.equals(NONE.currency)
        ? this
        : new GoamlMapping(
            rentityId, reportCode, reference, fundsCode, transmodeComment, transmode, indicators);
  }

  /** The currency; null if none was named. */
  public @Nullable String knownCurrency() {
    return currency.equals(NONE.currency) ? null : currency;
  }

  /** Returns whether a country's codes were named. */
  boolean isOfACountry() {
    return !equals(NONE.in(currency));
  }

  private static String text(YamlNode root, String key, String otherwise) {
    YamlNode node = root.get(key);
    return node == null ? otherwise : node.words();
  }

  private static Map<String, String> map(YamlNode root, String key) {
    YamlNode node = root.get(key);
    if (node == null) {
      return Map.of();
    }
    Map<String, String> map = new LinkedHashMap<>();
    node.fields().forEach((name, value) -> map.put(name, value.words()));
    return Map.copyOf(map);
  }
}
