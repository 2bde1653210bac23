package org.drey.edge.rpz;

import static org.drey.edge.rpz.Entries.content;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

final class UpdateBatchesTest {
  private static final ZoneSettings ZONE = Entries.zone();

  /** A primary as RFC 2136 has it, as far as updates of this class go. */
  private static final class Zone {
    private final Map<Name, Set<String>> records = new HashMap<>();
    private SOARecord soa = Entries.soa(7);

    private void put(Record record) {
      records
          .computeIfAbsent(record.getName(), name -> new HashSet<>())
          .add(record.getType() + " " + record.getTTL() + " " + record.rdataToString());
    }

    private void apply(Update update) {
      List<Record> demanded = update.getSection(Section.PREREQ);
      assertEquals(1, demanded.size());
      SOARecord demand = assertInstanceOf(SOARecord.class, demanded.get(0));
      assertEquals(soa.getSerial(), demand.getSerial());
      assertEquals(0, demand.getTTL(), "RFC 2136, 3.2.4");
      for (Record record : update.getSection(Section.UPDATE)) {
        if (record instanceof SOARecord next) {
          assertTrue(ZoneSerial.isAfter(next.getSerial(), soa.getSerial()));
          assertEquals(soa.getTTL(), next.getTTL());
          soa = next;
        } else if (record.getDClass() == DClass.ANY) {
          assertEquals(Type.ANY, record.getType());
          records.remove(record.getName());
        } else {
          put(record);
        }
      }
    }
  }

  private static UpdateBatches.Batches batches(ZoneContent present, Set<String> wanted) {
    return UpdateBatches.of(ZONE, present, ZoneChanges.between(present, wanted));
  }

  private static Set<String> randomNames(Random random, int most) {
    Set<String> names = new TreeSet<>();
    for (int i = random.nextInt(most); i > 0; i--) {
      names.add((random.nextBoolean() ? "*.n" : "n") + random.nextInt(most) + ".example");
    }
    return names;
  }

  @Test
  void makeWhatIsThereIntoWhatIsWanted() {
    Random random = new Random(3);
    for (int round = 0; round < 30; round++) {
      Set<String> right = randomNames(random, 900);
      Set<String> wrong = randomNames(random, 50);
      wrong.removeAll(right);
      Set<String> wanted = randomNames(random, 2000);
      Zone zone = new Zone();
      right.forEach(name -> ZONE.records(name).forEach(zone::put));
      wrong.forEach(name -> zone.put(new CNAMERecord(ZONE.owner(name), DClass.IN, 5, Name.root)));
      UpdateBatches.Batches batches = batches(content(right, wrong), wanted);
      batches.updates().forEach(zone::apply);
      Zone expected = new Zone();
      wanted.forEach(name -> ZONE.records(name).forEach(expected::put));
      assertEquals(expected.records, zone.records);
      assertEquals(zone.soa, batches.soa());
    }
  }

  @Test
  void nothingToDoIsNoUpdate() {
    UpdateBatches.Batches batches =
        batches(content(Set.of("a.example"), Set.of()), Set.of("a.example"));
    assertEquals(List.of(), batches.updates());
    assertEquals(7, batches.soa().getSerial());
  }

  @Test
  void eachFitsIntoOneMessage() {
    String padding = ".%s.%s.%s.example".formatted("x".repeat(63), "y".repeat(63), "z".repeat(40));
    Set<String> wanted = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      wanted.add("n" + i + padding);
      wanted.add("short" + i + ".example");
    }
    UpdateBatches.Batches batches = batches(content(Set.of(), Set.of()), wanted);
    int records = 0;
    for (Update update : batches.updates()) {
      int count = update.getSection(Section.UPDATE).size() - 1;
      records += count;
      assertTrue(count <= UpdateBatches.MAX_RECORDS);
      assertTrue(update.toWire().length < 65_000);
    }
    assertEquals(12_000, records);
    assertEquals(7 + batches.updates().size(), batches.soa().getSerial());
  }

  @Test
  void whatIsMissingComesBeforeWhatIsTooMuch() {
    ZoneChanges changes =
        ZoneChanges.between(
            content(Set.of("a.example", "b.example"), Set.of("c.example", "d.example")),
            Set.of("b.example", "c.example", "e.example"));
    assertEquals(List.of("c.example", "e.example"), changes.put());
    assertEquals(List.of("a.example", "d.example"), changes.remove());
    assertFalse(changes.isEmpty());
    Update update =
        UpdateBatches.of(
                ZONE,
                content(Set.of("a.example", "b.example"), Set.of("c.example", "d.example")),
                changes)
            .updates()
            .get(0);
    assertEquals(
        "c.example.rpz.test.", update.getSection(Section.UPDATE).get(0).getName().toString());
    assertEquals(DClass.ANY, update.getSection(Section.UPDATE).get(0).getDClass());
  }
}
