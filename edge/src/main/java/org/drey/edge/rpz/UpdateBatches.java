package org.drey.edge.rpz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Update;

/**
 * Changes as updates (RFC 2136), each small enough for one message. Every update demands the SOA
 * record that the one before has left, and sets the next: so none is applied twice, and none on top
 * of another client's change.
 */
final class UpdateBatches {
  /** The most records in one update. */
  static final int MAX_RECORDS = 1000;

  /** The most octets, reckoned without compression; a message has at most 65,535. */
  static final int MAX_OCTETS = 60_000;

  /** Type, class, time to live and length. */
  private static final int FIXED_OCTETS = 10;

  private final ZoneSettings zone;
  private final Set<String> toReplace;
  private final int dataOctets;
  private final List<Update> batches = new ArrayList<>();
  private SOARecord soa;
  private Update update;
  private int records;
  private int octets;

  private UpdateBatches(ZoneSettings zone, ZoneContent present) {
    this.zone = zone;
    this.toReplace = present.wrong();
    this.dataOctets =
        zone.answer().records(Name.root, zone.ttlSeconds()).stream()
            .mapToInt(record -> record.rdataToWireCanonical().length)
            .max()
            .orElse(0);
    this.soa = present.soa();
    this.update = begin();
  }

  /**
   * The updates and what heads the zone once all are applied.
   *
   * @param soa of the zone then
   */
  record Batches(List<Update> updates, SOARecord soa) {}

  /** Makes updates of changes. */
  static Batches of(ZoneSettings zone, ZoneContent present, ZoneChanges changes) {
    UpdateBatches batches = new UpdateBatches(zone, present);
    changes.put().forEach(batches::put);
    changes.remove().forEach(batches::remove);
    batches.end();
    return new Batches(List.copyOf(batches.batches), batches.soa);
  }

  private void put(String name) {
    Name owner = zone.owner(name);
    boolean replaces = toReplace.contains(name);
    int count = zone.answer().recordsPerName();
    int size = count * (owner.length() + FIXED_OCTETS + dataOctets);
    makeRoom(count + (replaces ? 1 : 0), size + (replaces ? owner.length() + FIXED_OCTETS : 0));
    if (replaces) {
      update.delete(owner);
    }
    for (Record record : zone.answer().records(owner, zone.ttlSeconds())) {
      update.add(record);
    }
  }

  private void remove(String name) {
    Name owner = zone.owner(name);
    makeRoom(1, owner.length() + FIXED_OCTETS);
    update.delete(owner);
  }

  private void makeRoom(int moreRecords, int moreOctets) {
    if (records + moreRecords > MAX_RECORDS || octets + moreOctets > MAX_OCTETS) {
      end();
    }
    records += moreRecords;
    octets += moreOctets;
  }

  private Update begin() {
    records = 0;
    octets = 0;
    Update next = new Update(zone.origin());
    next.present(with(soa, 0, soa.getSerial())); // RFC 2136, 2.4.2: without a time to live
    return next;
  }

  private void end() {
    if (records == 0) {
      return;
    }
    soa = with(soa, soa.getTTL(), ZoneSerial.after(soa.getSerial()));
    update.add(soa);
    batches.add(update);
    update = begin();
  }

  private static SOARecord with(SOARecord soa, long ttl, long serial) {
    return new SOARecord(
        soa.getName(),
        DClass.IN,
        ttl,
        soa.getHost(),
        soa.getAdmin(),
        serial,
        soa.getRefresh(),
        soa.getRetry(),
        soa.getExpire(),
        soa.getMinimum());
  }
}
