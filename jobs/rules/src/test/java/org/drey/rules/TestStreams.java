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
import org.drey.rules.schema.Field;
import org.drey.rules.schema.Range;
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
              Field.token("subject", EntityKind.SUBJECT),
              Field.token("payee", EntityKind.PAYEE),
              Field.symbols("payee_kind", List.of("UNKNOWN", "PERSON", "BUSINESS", "CHARITY")),
              Field.symbols(
                  "channel",
                  List.of("UNKNOWN", "CARD", "ACCOUNT_TRANSFER", "P2P", "REMITTANCE", "WALLET")),
              Field.symbols("status", List.of("UNKNOWN", "COMPLETED", "DECLINED", "REVERSED")),
              Field.of("amount_minor", LONG).within(Range.NON_NEGATIVE),
              Field.of("currency", TEXT),
              Field.of("payer_country", TEXT),
              Field.of("payee_country", TEXT),
              Field.symbols("payer_age_band", List.of("UNKNOWN", "UNDER_18", "ADULT")),
              Field.of("payee_tenure_days", LONG),
              Field.symbols(
                  "relationship",
                  List.of("UNKNOWN", "NONE", "DECLARED", "VERIFIED_FAMILY", "BUSINESS")),
              Field.of("mcc", TEXT),
              Field.token("merchant", EntityKind.MERCHANT),
              Field.token("device", EntityKind.DEVICE),
              Field.of("payee_account_age_days", LONG),
              Field.of("amount", DECIMAL).within(Range.NON_NEGATIVE),
              Field.of("cross_border", BOOLEAN),
              Field.of("day", TEXT)),
          Map.of());

  public static final StreamSchema LIVESTREAM =
      StreamSchema.of(
          "livestream-sessions",
          "livestream",
          "LIVESTREAM",
          Duration.ofHours(1),
          List.of(
              Field.symbols(
                  "type", List.of("UNKNOWN", "ROOM_CREATED", "STARTED", "JOINED", "LEFT", "ENDED")),
              Field.token("host", EntityKind.HOST),
              Field.token("subject", EntityKind.SUBJECT),
              Field.token("service", EntityKind.DOMAIN),
              Field.symbols(
                  "visibility", List.of("UNKNOWN", "PUBLIC", "UNLISTED", "INVITE", "PRIVATE")),
              Field.of("viewers", LONG),
              Field.of("monetised", BOOLEAN),
              Field.of("duration_seconds", LONG),
              Field.of("host_account_age_days", LONG),
              Field.symbols("host_age_assurance", ASSURANCES),
              Field.symbols("viewer_age_assurance", ASSURANCES),
              Field.token("device", EntityKind.DEVICE),
              Field.token("payout", EntityKind.PAYEE),
              Field.of("day", TEXT)),
          Map.of());

  public static final StreamSchema SIGNALS =
      StreamSchema.of(
              "external-signals",
              "signal",
              "SIGNAL",
              Duration.ofDays(90),
              List.of(
                  Field.symbols(
                      "source_tier",
                      List.of(
                          "UNKNOWN", "TRUSTED_FLAGGER", "LAW_ENFORCEMENT", "INDUSTRY", "PUBLIC")),
                  Field.symbols(
                      "entity_kind",
                      List.of(
                          "UNKNOWN", "SUBJECT", "PAYEE", "HOST", "MERCHANT", "DOMAIN", "DEVICE")),
                  Field.tokenOfKind("entity", "entity_kind"),
                  Field.of("confidence", DOUBLE).within(new Range(0, 1)),
                  Field.of("expires_at", LONG)),
              Map.of())
          .withReliability("confidence", "expires_at");

  public static final StreamSchema DNS =
      StreamSchema.of(
          "dns-queries",
          "dns",
          "DNS",
          Duration.ofMinutes(10),
          List.of(
              Field.token("subject", EntityKind.SUBJECT),
              Field.token("query", EntityKind.DOMAIN).asRaw(),
              Field.of("record_type", TEXT),
              Field.of("answers", TEXT_LIST).asRaw(),
              Field.token("registered_domain", EntityKind.DOMAIN),
              Field.of("interactive", BOOLEAN)),
          Map.of("answer", "answers", "QueryName", "query"));

  public static final StreamSchema HITS =
      StreamSchema.of(
          "blocklist-hits",
          "blocklist",
          "DNS",
          Duration.ofHours(24),
          List.of(
              Field.token("subject", EntityKind.SUBJECT),
              Field.symbols("decision", List.of("UNKNOWN", "SPLASH", "INSPECT", "RECORD")),
              Field.symbols(
                  "policy", List.of("UNKNOWN", "CHILD_PROTECTION_LIST", "PARENTAL_CONTROL")),
              Field.of("interactive", BOOLEAN),
              Field.symbols(
                  "network_class",
                  List.of("UNKNOWN", "HOME", "MOBILE", "BUSINESS", "PUBLIC_WIFI", "CGNAT")),
              Field.of("entry_id", TEXT),
              Field.of("day", TEXT)),
          Map.of());

  public static final List<StreamSchema> ALL = List.of(PAYMENTS, LIVESTREAM, SIGNALS, DNS, HITS);

  private TestStreams() {}
}
