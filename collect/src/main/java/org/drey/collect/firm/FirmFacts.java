package org.drey.collect.firm;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.EventFacts;
import org.drey.collect.feed.FactSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts of a firm beside its payments: customers, relations, and first payments of pairs. Of
 * each it may have none.
 */
public final class FirmFacts implements FactSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FirmFacts.class);

  private final SecretKeySpec key;
  private final @Nullable Supplier<CustomerTable> customers;
  private final @Nullable Supplier<RelationTable> relations;
  private final @Nullable PairFile pairs;
  private final Map<String, LongAdder> filled = new ConcurrentHashMap<>(); // by field
  private final LogLimiter limiter = new LogLimiter();
  private volatile @Nullable String problem;

  /**
   * The facts of a firm.
   *
   * @param key of both tables
   * @param customers asked for each payment; null if there are none
   * @param relations the same
   * @param pairs null if there are none; closed with this
   */
  public FirmFacts(
      SecretKeySpec key,
      @Nullable Supplier<CustomerTable> customers,
      @Nullable Supplier<RelationTable> relations,
      @Nullable PairFile pairs) {
    this.key = key;
    this.customers = customers;
    this.relations = relations;
    this.pairs = pairs;
  }

  /** Returns a key for tables, which are never stored. */
  public static SecretKeySpec randomKey() {
    return AccountFingerprints.randomKey();
  }

  @Override
  public EventFacts open() {
    return new PaymentFacts(this, new AccountFingerprints(key));
  }

  @Nullable CustomerTable customers() {
    return customers == null ? null : customers.get();
  }

  @Nullable RelationTable relations() {
    return relations == null ? null : relations.get();
  }

  @Nullable PairFile pairs() {
    return pairs;
  }

  /** Counts a field that was filled. */
  void countFilled(String field) {
    filled.computeIfAbsent(field, unused -> new LongAdder()).increment();
  }

  /** Returns how often each field was filled. */
  public Map<String, Long> filled() {
    Map<String, Long> sums = new TreeMap<>();
    filled.forEach((field, sum) -> sums.put(field, sum.sum()));
    return sums;
  }

  /** Returns how many rows, and pairs, are known, by option. */
  public Map<String, Long> known() {
    Map<String, Long> known = new TreeMap<>();
    CustomerTable ofCustomers = customers();
    RelationTable ofRelations = relations();
    if (ofCustomers != null) {
      known.put("customers", ofCustomers.size());
    }
    if (ofRelations != null) {
      known.put("relations", ofRelations.size());
    }
    if (pairs != null) {
      known.put("pairs", pairs.size());
    }
    return known;
  }

  @Override
  public boolean save() {
    try {
      if (pairs != null) {
        pairs.save();
      }
      problem = null;
      return true;
    } catch (IOException e) {
      problem = "pairs cannot be saved: " + e.getMessage();
      if (limiter.isDue("pairs")) {
        LOG.warn("{}", problem);
      }
      return false;
    }
  }

  /** Returns why what was learned is not saved; null if it is. */
  public @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() throws IOException {
    if (pairs != null) {
      pairs.close();
    }
  }
}
