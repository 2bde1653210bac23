package org.drey.definitions.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.util.InstantiationUtil;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.definitions.stream.UnwantedRecords;
import org.drey.event.DnsQuery;
import org.drey.event.wire.RejectReason;
import org.drey.rules.cases.AlertStanding;
import org.drey.rules.cases.EntityLink;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.Match;
import org.drey.rules.correlate.SeenEvents;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.RecordProvenance;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.drey.streaming.operator.ScoreNotice;
import org.drey.streaming.source.ArrivalType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels and what is state keeps its value, and needs no Kryo. */
final class SerializationTest {
  private static final EventId EVENT = new EventId("bank.example", "e1", 1);
  private static final EntityKey ENTITY = new EntityKey("default", 1, "SUBJECT", "p1");

  private static final RecordProvenance FROM =
      new RecordProvenance(new RecordPosition("payments", 1, 9), "0123456789abcdef", 1_234_567);
  private static final byte[] DETAILS = {1, 0, -1};

  private static EvidenceEvent seen(long time) {
    return new EvidenceEvent(EVENT, time, DETAILS);
  }

  private static <T> T roundTrip(TypeInformation<T> type, T value) throws IOException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertEquals(0, in.available());
    assertEquals(serializer.copy(value).getClass(), value.getClass());
    return read;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        EntityKey.class,
        EventId.class,
        EntityLink.class,
        AlertStanding.class,
        Match.class,
        Finding.class,
        EvidenceEvent.class,
        PlacedErasure.class,
        ScoreInput.class
      })
  void needsNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void aMatchKeepsValuesThatAreNull() throws IOException {
    String[] values = {null, "q1", null, ""};
    Match match = new Match(ENTITY, new int[] {2, 0}, seen(-5), values, true, true, FROM);
    Match read = roundTrip(TypeInformation.of(Match.class), match);
    assertEquals(FROM, read.from());
    assertArrayEquals(values, read.values());
    assertArrayEquals(match.rules(), read.rules());
    assertEquals(match.entity(), read.entity());
    assertEquals(match.seen(), read.seen());
    assertEquals(List.of(-5L, true), List.of(read.time(), read.late()));
  }

  @Test
  void aVerdictKeepsAllThatItSaysAndWhatItDoesNot() throws IOException {
    Verdict verdict =
        new Verdict(
            "v1",
            5,
            7,
            "a1",
            AlertTrack.PAYER,
            VerdictType.UNFOUNDED,
            "NO_PATTERN",
            null,
            List.of("f1", "f2"),
            List.of(),
            30,
            "one",
            null,
            "{}");
    ScoreInput given = ScoreInput.of(ENTITY, verdict, new RecordPosition("verdicts", 1, 9));
    assertEquals(given, roundTrip(TypeInformation.of(ScoreInput.class), given));
  }

  @Test
  void anErasureKeepsWhoIsToBeForgotten() throws IOException {
    PlacedErasure placed = new PlacedErasure(ENTITY, 5, new RecordPosition("erasures", 1, 9));
    assertEquals(placed, roundTrip(TypeInformation.of(PlacedErasure.class), placed));
    ScoreInput read = roundTrip(TypeInformation.of(ScoreInput.class), ScoreInput.of(placed));
    assertTrue(read.isErasure());
    assertEquals(placed, new PlacedErasure(read.entity(), read.time(), read.place()));
    ScoreNotice notice = new ScoreNotice(List.of(placed, placed), true, 7, true);
    assertEquals(notice, roundTrip(TypeInformation.of(ScoreNotice.class), notice));
    Match match = roundTrip(TypeInformation.of(Match.class), Match.erasure(ENTITY, 5, FROM));
    assertTrue(match.isErasure());
    assertEquals(ENTITY, match.entity());
  }

  @Test
  void aFindingMayHaveNoEntityAndNoGroup() throws IOException {
    Finding finding =
        new Finding(
            "id",
            3,
            null,
            "default",
            EVENT,
            7,
            new String[0],
            4,
            SeenEvents.of(List.of(seen(7))),
            2,
            FindingQuality.of(0.5),
            9,
            FROM);
    Finding read = roundTrip(TypeInformation.of(Finding.class), finding);
    assertNull(read.entity());
    assertEquals(0, read.group().length);
    assertEquals(FROM, read.from());
    assertEquals(
        List.of("id", 3, "default", EVENT, 7L, 4L, List.of(seen(7)), 2, 0.5, 9L),
        List.of(
            read.id(),
            read.rule(),
            read.tokenDomain(),
            read.event(),
            read.time(),
            read.observed(),
            read.seen(),
            read.events(),
            read.quality().value(),
            read.expiresAt()));
  }

  @Test
  void aLinkMayHaveNoAlert() throws IOException {
    EntityKey payee = new EntityKey("default", 1, "PAYEE", "q1");
    TypeInformation<EntityLink> type = TypeInformation.of(EntityLink.class);
    for (AlertStanding alert : Arrays.asList(null, new AlertStanding(true, 52.7, -5, 7))) {
      EntityLink link = new EntityLink(payee, ENTITY, "PAYER", 9, -5, true, alert);
      assertEquals(link, roundTrip(type, link));
    }
  }

  @Test
  void anArrivalKeepsItsRecord() throws IOException {
    ArrivedRecord<DnsQuery> arrival =
        Sample.query("a", "s1", "www.shop.example").with("response_code", null).arrival(2, 7);
    assertEquals(arrival, roundTrip(ArrivalType.of(DnsQuery.class), arrival));
  }

  @Test
  void anUnwantedArrivalKeepsItsProvider() throws IOException {
    RecordPosition place = new RecordPosition("dns-queries", 2, 7);
    ArrivedRecord<DnsQuery> arrival =
        ArrivedRecord.unwanted(place, 3, 5, 3, Duration.ZERO, "p.example");
    assertEquals(arrival, roundTrip(ArrivalType.of(DnsQuery.class), arrival));
  }

  @Test
  void whatFindsUnwantedRecordsTravelsToWhereTheyAreRead() throws Exception {
    UnwantedRecords.Source<DnsQuery> source =
        UnwantedRecords.of(
            StreamRegistry.dnsQueries(), SmallRules.COMPILED, DreyConfiguration.DEFAULT);
    assertTrue(InstantiationUtil.clone(source).create().isPresent());
  }

  @Test
  void aRejectedArrivalKeepsItsReason() throws IOException {
    ArrivedRecord<DnsQuery> arrival =
        ArrivedRecord.rejected(
            new RecordPosition("dns-queries", 2, 7),
            ArrivedRecord.NO_TIME,
            5,
            RejectReason.MALFORMED,
            "not UTF-8");
    ArrivedRecord<DnsQuery> read = roundTrip(ArrivalType.of(DnsQuery.class), arrival);
    assertEquals(arrival, read);
    assertEquals(true, read.isRejected());
  }

  @Test
  void anArrivalsTypeNamesEveryComponent() {
    TypeInformation<ArrivedRecord<DnsQuery>> type = ArrivalType.of(DnsQuery.class);
    List<String> components =
        Arrays.stream(ArrivedRecord.class.getRecordComponents())
            .map(c -> c.getName())
            .sorted()
            .toList();
    assertEquals(components.size(), type.getArity());
  }
}
