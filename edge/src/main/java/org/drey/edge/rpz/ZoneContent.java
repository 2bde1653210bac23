package org.drey.edge.rpz;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/**
 * The content of a zone, as far as it matters: which names have exactly the records that they
 * should, and which have anything else.
 *
 * @param soa the record that heads the zone, with its serial
 * @param right names with the records of the settings
 * @param wrong all others, but for the zone's own name
 */
public record ZoneContent(SOARecord soa, Set<String> right, Set<String> wrong) {

  /** Says how many names, never which. */
  @Override
  public String toString() {
    return "ZoneContent[" + right.size() + " right, " + wrong.size() + " wrong]";
  }

  /** Takes the records of a transfer one by one. */
  static final class Reader {
    private static final int WRONG = -1;

    private final ZoneSettings zone;
    private final List<Record> model;
    private final Map<String, Integer> records = new HashMap<>();
    private @Nullable SOARecord soa;

    Reader(ZoneSettings zone) {
      this.zone = zone;
      this.model = zone.answer().records(Name.root, zone.ttlSeconds());
    }

    void add(Record record) {
      if (record.getName().equals(zone.origin())) {
        if (record instanceof SOARecord head) {
          soa = head;
        }
        return;
      }
      String name = zone.asked(record.getName().canonicalize());
      boolean right = isRight(record);
      records.merge(
          name, right ? 1 : WRONG, (old, one) -> old == WRONG || one == WRONG ? WRONG : old + one);
    }

    ZoneContent content() {
      if (soa == null) {
        throw new IllegalStateException("a zone is transferred with its SOA record");
      }
      Set<String> right = new HashSet<>();
      Set<String> wrong = new HashSet<>();
      records.forEach((name, count) -> (count == model.size() ? right : wrong).add(name));
      return new ZoneContent(soa, right, wrong);
    }

    private boolean isRight(Record record) {
      for (Record one : model) {
        if (one.getType() == record.getType()
            && one.getTTL() == record.getTTL()
            && one.rdataToString().equalsIgnoreCase(record.rdataToString())) {
          return true;
        }
      }
      return false;
    }
  }
}
