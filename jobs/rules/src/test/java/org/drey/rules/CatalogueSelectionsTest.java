package org.drey.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.drey.rules.compile.RuleReader;
import org.drey.rules.sigma.RuleFile;
import org.drey.rules.sigma.SigmaDocument;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Detections that select alike differ by nothing but what the second adds: all that the first says
 * stands in the second, too, so that one of them is not changed without the other.
 */
final class CatalogueSelectionsTest {
  private static final Map<String, SigmaDocument> BY_NAME =
      RuleReader.documents(RuleFile.catalogue()).stream()
          .collect(Collectors.toMap(SigmaDocument::name, document -> document));

  private static Map<String, String> lines(String name) {
    Map<String, String> lines = new TreeMap<>();
    SigmaDocument document = BY_NAME.get(name);
    assertTrue(document != null, name);
    YamlNode detection = document.required("detection");
    detection
        .fields()
        .forEach(
            (selection, node) -> {
              if (node.isMap()) {
                node.fields()
                    .forEach((field, value) -> lines.put(selection + "." + field, text(value)));
              } else {
                lines.put(selection, node.text());
              }
            });
    lines.remove("selection.entity_kind"); // whom a report is about, which each kind has its own
    return lines;
  }

  private static String text(YamlNode value) {
    return value.isList()
        ? value.items().stream().map(YamlNode::text).toList().toString()
        : value.text();
  }

  @ParameterizedTest
  @CsvSource({
    "in_band_payment_to_person, eligible_payment, selection.channel selection.cross_border",
    "eligible_payment, low_eligible_payment, low.amount|lte",
    "eligible_payment, eligible_payment_at_night,"
        + " night_early.payer_local_hour|lte night_late.payer_local_hour|gte",
    "eligible_payment, eligible_payment_for_family_needs, stated.purpose",
    "young_payer_pays_person, young_payer_new_payee, selection.payee_tenure_days|lt",
    "young_payer_new_payee, young_payer_new_payee_abroad, selection.cross_border",
    "private_session_left, tiny_private_paid_session_host,"
        + " selection.duration_seconds|gte selection.monetised selection.viewers|lte",
    "private_session_left, private_session_left_at_night,"
        + " host_awake.host_local_hour|gte host_awake.host_local_hour|lte"
        + " night_early.viewer_local_hour|lte night_late.viewer_local_hour|gte",
    "tiny_private_paid_session_host, tiny_private_paid_session_viewer, ''",
    "tiny_private_paid_session_host, new_host_private_paid_session,"
        + " selection.host_account_age_days|lt",
    "trusted_flagger_report_device, trusted_flagger_report_domain, alert.signal",
  })
  void theSecondSelectsAsTheFirstAndWhatItAdds(String first, String second, String adds) {
    Map<String, String> less = lines(first);
    Map<String, String> more = lines(second);
    List<String> added = added(less, more);
    assertEquals(List.of(adds.isEmpty() ? new String[0] : adds.split(" ", -1)), added);
    assertEquals(less, without(more, added, less.get("condition")));
    String condition = more.get("condition");
    assertTrue((condition + " and ").startsWith(less.get("condition") + " and "), condition);
  }

  private static List<String> added(Map<String, String> less, Map<String, String> more) {
    return more.keySet().stream().filter(line -> !less.containsKey(line)).toList();
  }

  private static Map<String, String> without(
      Map<String, String> lines, List<String> added, String condition) {
    Map<String, String> rest = new TreeMap<>(lines);
    added.forEach(rest::remove);
    rest.put("condition", condition);
    return rest;
  }

  /** One selects what the other leaves out. */
  @ParameterizedTest
  @CsvSource({
    "session_reported, session_of_child_reported, of_child, host_age_assurance",
    "trusted_flagger_report_domain, domain_alert, alert, signal",
  })
  void theSecondSelectsWhatTheFirstLeavesOut(
      String first, String second, String selection, String field) {
    Map<String, String> theirs = lines(first);
    assertEquals("selection and not " + selection, theirs.get("condition"));
    theirs.put("condition", "selection");
    theirs.put("selection." + field, theirs.remove(selection + "." + field));
    assertEquals(lines(second), theirs);
  }
}
