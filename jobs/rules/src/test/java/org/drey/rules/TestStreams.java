package org.drey.rules;

import static org.drey.rules.schema.FieldType.BOOLEAN;
import static org.drey.rules.schema.FieldType.DECIMAL;
import static org.drey.rules.schema.FieldType.DOUBLE;
import static org.drey.rules.schema.FieldType.LONG;
import static org.drey.rules.schema.FieldType.TEXT;
import static org.drey.rules.schema.FieldType.TEXT_LIST;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;

/** The streams as tests see them: the fields that rules ask for, named as the real ones. */
public final class TestStreams {
  private static final List<String> ASSURANCES = List.of("UNKNOWN", "ADULT", "CHILD");

  public static final StreamSchema PAYMENTS =
      StreamSchema.of(
          "payments",
          "payment",
          "PAYMENT",
          Duration.ofHours(24),
          List.of(
              StreamField.token("subject", EntityKind.SUBJECT),
              StreamField.token("payee", EntityKind.PAYEE),
              StreamField.symbols(
                  "payee_kind", List.of("UNKNOWN", "PERSON", "BUSINESS", "CHARITY")),
              StreamField.symbols(
                  "channel",
                  List.of(
                      "UNKNOWN",
                      "CARD",
                      "ACCOUNT_TRANSFER",
                      "P2P",
                      "REMITTANCE",
                      "WALLET",
                      "GIFT_CARD",
                      "PREPAID")),
              StreamField.symbols(
                  "status", List.of("UNKNOWN", "COMPLETED", "DECLINED", "REVERSED")),
              StreamField.of("amount_minor", LONG).within(NumberRange.NON_NEGATIVE),
              StreamField.of("currency", TEXT),
              StreamField.of("payer_country", TEXT),
              StreamField.of("payee_country", TEXT),
              StreamField.symbols("payer_age_band", List.of("UNKNOWN", "UNDER_18", "ADULT")),
              StreamField.of("payee_tenure_days", LONG),
              StreamField.symbols(
                  "relationship",
                  List.of("UNKNOWN", "NONE", "DECLARED", "VERIFIED_FAMILY", "BUSINESS")),
              StreamField.of("mcc", TEXT),
              StreamField.token("merchant", EntityKind.MERCHANT),
              StreamField.token("device", EntityKind.DEVICE),
              StreamField.of("payee_account_age_days", LONG),
              StreamField.symbols("reported_by", List.of("UNKNOWN", "PAYER_FIRM", "PAYEE_FIRM")),
              StreamField.of("amount", DECIMAL).within(NumberRange.NON_NEGATIVE),
              StreamField.of("cross_border", BOOLEAN),
              StreamField.of("day", TEXT),
              StreamField.of("provider", TEXT),
              StreamField.symbols(
                  "purpose",
                  List.of("UNKNOWN", "FAMILY", "MEDICAL", "EDUCATION", "ACCOMMODATION", "OTHER")),
              StreamField.of("payer_local_hour", LONG)),
          Map.of());

  public static final StreamSchema LIVESTREAM =
      StreamSchema.of(
          "livestream-sessions",
          "livestream",
          "LIVESTREAM",
          Duration.ofHours(1),
          List.of(
              StreamField.symbols(
                  "type",
                  List.of(
                      "UNKNOWN", "ROOM_CREATED", "STARTED", "JOINED", "LEFT", "ENDED", "REPORTED")),
              StreamField.token("host", EntityKind.HOST),
              StreamField.token("subject", EntityKind.SUBJECT),
              StreamField.token("service", EntityKind.DOMAIN),
              StreamField.symbols(
                  "visibility", List.of("UNKNOWN", "PUBLIC", "UNLISTED", "INVITE", "PRIVATE")),
              StreamField.of("viewers", LONG),
              StreamField.of("monetised", BOOLEAN),
              StreamField.of("duration_seconds", LONG),
              StreamField.of("host_account_age_days", LONG),
              StreamField.symbols("host_age_assurance", ASSURANCES),
              StreamField.symbols("viewer_age_assurance", ASSURANCES),
              StreamField.token("device", EntityKind.DEVICE),
              StreamField.token("payout", EntityKind.PAYEE),
              StreamField.of("day", TEXT),
              StreamField.of("session", TEXT),
              StreamField.of("room", TEXT),
              StreamField.symbols(
                  "ip_class", List.of("UNKNOWN", "RESIDENTIAL", "VPN", "TOR", "RELAY")),
              StreamField.of("host_local_hour", LONG),
              StreamField.of("viewer_local_hour", LONG),
              StreamField.of("report_category", TEXT)),
          Map.of());

  public static final StreamSchema SIGNALS =
      StreamSchema.of(
              "external-signals",
              "signal",
              "SIGNAL",
              Duration.ofDays(90),
              List.of(
                  StreamField.symbols(
                      "source_tier",
                      List.of(
                          "UNKNOWN", "TRUSTED_FLAGGER", "LAW_ENFORCEMENT", "INDUSTRY", "PUBLIC")),
                  StreamField.symbols(
                      "entity_kind",
                      List.of(
                          "UNKNOWN", "SUBJECT", "PAYEE", "HOST", "MERCHANT", "DOMAIN", "DEVICE")),
                  StreamField.tokenOfKind("entity", "entity_kind"),
                  StreamField.of("confidence", DOUBLE).within(new NumberRange(0, 1)),
                  StreamField.of("expires_at", LONG),
                  StreamField.of("signal", TEXT)),
              Map.of())
          .withReliability("confidence", "expires_at");

  public static final StreamSchema DNS =
      StreamSchema.of(
          "dns-queries",
          "dns",
          "DNS",
          Duration.ofMinutes(10),
          List.of(
              StreamField.token("subject", EntityKind.SUBJECT),
              StreamField.token("query", EntityKind.DOMAIN).asRaw().withKeywords(),
              StreamField.of("record_type", TEXT).withKeywords(),
              StreamField.of("answers", TEXT_LIST).asRaw().withKeywords(),
              StreamField.token("registered_domain", EntityKind.DOMAIN),
              StreamField.of("interactive", BOOLEAN)),
          Map.of("answer", "answers", "QueryName", "query"));

  public static final StreamSchema HITS =
      StreamSchema.of(
          "blocklist-hits",
          "blocklist",
          "DNS",
          Duration.ofHours(24),
          List.of(
              StreamField.token("subject", EntityKind.SUBJECT),
              StreamField.symbols("decision", List.of("UNKNOWN", "SPLASH", "INSPECT", "RECORD")),
              StreamField.symbols(
                  "policy", List.of("UNKNOWN", "CHILD_PROTECTION_LIST", "PARENTAL_CONTROL")),
              StreamField.of("interactive", BOOLEAN),
              StreamField.symbols(
                  "network_class",
                  List.of("UNKNOWN", "HOME", "MOBILE", "BUSINESS", "PUBLIC_WIFI", "CGNAT")),
              StreamField.of("entry_id", TEXT),
              StreamField.of("day", TEXT)),
          Map.of());

  public static final List<StreamSchema> ALL = List.of(PAYMENTS, LIVESTREAM, SIGNALS, DNS, HITS);

  private TestStreams() {}
}
