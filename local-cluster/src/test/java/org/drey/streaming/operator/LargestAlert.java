package org.drey.streaming.operator;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.PaymentDetails;
import org.drey.event.wire.DomainCheck;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.score.AlertContent;
import org.drey.rules.score.AlertExplanation;
import org.drey.rules.score.AlertRevision;
import org.drey.rules.score.LastRevision;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.Score;
import org.drey.rules.score.VerdictSummary;

/**
 * The largest alert that its schema and the code allow: as many reasons, events and ids as there
 * can be, and then every text, and every list that is not cut by its bytes, at its bound.
 */
public final class LargestAlert {
  /** Lists that {@link AlertRecords} cuts to a number of bytes. */
  private static final Set<String> CUT = Set.of("evidence", "findings", "indicators", "caveats");

  private static final Set<String> EVENTS = Set.of("list_versions"); // at most one an event

  private static final long NOW = 1_700_000_000_000L;
  private static final int TOKEN = bound(AlertEvent.getClassSchema(), "event_id", DomainCheck.MAX);

  private LargestAlert() {}

  /**
   * The alert.
   *
   * @param rules as many scored rules as a track may have
   */
  public static Alert of(RuleSet rules) {
    LastRevision lastRevision =
        new LastRevision(
            Long.MAX_VALUE, LastRevision.State.OPEN, true, "", 1, 1, List.of(), true, 4, NOW, null);
    Alert alert =
        new AlertRecords(rules, Long.MAX_VALUE)
            .of(
                new EntityKey(token("d", 0), 1, "SUBJECT", token("s", 0)),
                new AlertRevision(
                    AlertTrack.PAYER,
                    lastRevision,
                    content(rules),
                    VerdictSummary.NONE,
                    explanation(rules),
                    NOW,
                    NOW),
                List.of());
    for (AlertEvent event : alert.getEvents()) {
      event.setPayment(
          new PaymentDetails("", "", Double.MAX_VALUE, "", "", "", "", "", Long.MAX_VALUE, "", ""));
    }
    fill(alert);
    return alert;
  }

  private static AlertExplanation explanation(RuleSet rules) {
    List<String> indicators =
        scored(rules).stream().map(head -> head.scoring().indicator()).toList();
    List<String> evidence = EvidenceEvent.ids(seen(org.drey.rules.correlate.Finding.MAX_EVIDENCE));
    return new AlertExplanation(
        indicators.stream().collect(Collectors.toMap(indicator -> indicator, i -> evidence)),
        seen(AlertContent.MAX_LISTED).stream()
            .map(one -> new AlertExplanation.ExplainedEvent(one, indicators))
            .toList(),
        tokens("q", AlertContent.MAX_LISTED).stream()
            .map(token -> new AlertExplanation.NamedLink("PAYEE", token, Integer.MAX_VALUE))
            .toList());
  }

  private static List<RuleHead> scored(RuleSet rules) {
    return rules.heads().stream().filter(head -> head.scoring() != null).toList();
  }

  private static AlertContent content(RuleSet rules) {
    return new AlertContent(
        AlertTrack.PAYER,
        Integer.MAX_VALUE,
        true,
        new Score(
            100,
            100,
            scored(rules).stream().map(LargestAlert::reason).toList(),
            Collections.nCopies(items("offsets"), new Score.Offset("", "", -1, -1)),
            Collections.nCopies(items("gates"), new Score.Gate("", -1)),
            List.of(),
            List.of(),
            List.of(),
            true),
        100,
        4,
        AlertContent.Priority.P0,
        AlertContent.Confidence.HIGH,
        NOW,
        NOW,
        NOW,
        tokens("f", 2 * items("findings")));
  }

  private static Score.Reason reason(RuleHead head) {
    return new Score.Reason(
        head.scoring(),
        head.sources(),
        1,
        new Score.PointSteps(1, 1, 1, 1, 1),
        tokens("f", 2 * AlertContent.MAX_LISTED).stream().map(id -> entry(head, id)).toList());
  }

  private static LedgerEntry entry(RuleHead head, String id) {
    return new LedgerEntry(
        head.scoring().indicator(),
        head.id(),
        id,
        NOW,
        0.5,
        new FindingQuality(0.5, -1, true),
        Long.MAX_VALUE,
        Integer.MAX_VALUE,
        0,
        false,
        0);
  }

  private static List<EvidenceEvent> seen(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new EvidenceEvent(new EventId(token("p", 0), token("e", i), 1), NOW, new byte[0]))
        .toList();
  }

  private static List<String> tokens(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> token(kind, i)).toList();
  }

  private static String token(String kind, int number) {
    String name = kind + number;
    return name + "t".repeat(TOKEN - name.length());
  }

  /** How many items a list of an alert may have. */
  public static int items(String field) {
    return bound(Alert.getClassSchema(), field, DomainCheck.MAX_ITEMS);
  }

  private static int bound(Schema record, String field, String property) {
    return Integer.parseInt(record.getField(field).getProp(property));
  }

  private static void fill(SpecificRecordBase record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Schema type = field.schema();
      if (type.isUnion()) {
        type = type.getTypes().get(1); // the first is null
      }
      Object value = record.get(field.pos());
      if (type.getType() == Schema.Type.STRING) {
        record.put(field.pos(), longest(record.getSchema(), field));
      } else if (value instanceof SpecificRecordBase inner) {
        fill(inner);
      } else if (value instanceof List<?>
          && type.getElementType().getType() == Schema.Type.RECORD) {
        ((List<?>) value).forEach(item -> fill((SpecificRecordBase) item));
      } else if (value instanceof List<?> && !CUT.contains(field.name())) {
        int items =
            EVENTS.contains(field.name())
                ? AlertContent.MAX_LISTED
                : bound(record.getSchema(), field.name(), DomainCheck.MAX_ITEMS);
        record.put(field.pos(), Collections.nCopies(items, longest(record.getSchema(), field)));
      }
    }
  }

  private static String longest(Schema record, Schema.Field field) {
    return "x".repeat(bound(record, field.name(), DomainCheck.MAX));
  }
}
