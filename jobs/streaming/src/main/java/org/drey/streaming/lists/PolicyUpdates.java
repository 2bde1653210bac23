package org.drey.streaming.lists;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.base.LogLimiter;
import org.drey.event.SubscriberPolicy;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@link SubscriberProfiles} as the topic or a file says. A record that cannot be used is
 * left out, counted and logged by its place; never by whom it is about. Of the categories that were
 * asked for only those are kept that a list has, for no other makes a difference; when the lists
 * have new ones, the topic is read again.
 */
final class PolicyUpdates implements TopicFollower.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyUpdates.class);
  private static final Pattern KEY =
      Pattern.compile("([^|]*)\\|(-?\\d{1,9})\\|(.+)", Pattern.DOTALL);

  private final SubscriberProfiles subscribers;
  private final Supplier<Set<String>> categories;
  private final AtomicLong refused = new AtomicLong();
  private final LogLimiter limiter = new LogLimiter();

  /** The categories there were when the topic was last read from its beginning. */
  private Set<String> known = Set.of();

  /** The place in each partition: what cannot be read then either was counted before. */
  private final Map<Integer, Long> lastRead = new HashMap<>();

  private final AvroCodec<SubscriberPolicy> codec = AvroCodec.of(SubscriberPolicy.class);

  /**
   * Updates of subscribers' choices.
   *
   * @param categories of the lists in force
   */
  PolicyUpdates(SubscriberProfiles subscribers, Supplier<Set<String>> categories) {
    this.subscribers = subscribers;
    this.categories = categories;
  }

  /** Returns how often a choice could not be taken: who made it has the protection of before. */
  long refused() {
    return refused.get();
  }

  /** The key of a subscriber's record on the topic. */
  static String key(String tokenDomain, int keyVersion, String subject) {
    return tokenDomain + "|" + keyVersion + "|" + subject;
  }

  @Override
  public void read(TopicRecord message) {
    String problem = problem(message.key(), message.value());
    long last = lastRead.getOrDefault(message.partition(), -1L);
    lastRead.put(message.partition(), Math.max(last, message.offset()));
    if (problem != null && message.offset() > last) {
      refuse(message.topic() + " " + message.partition() + "-" + message.offset(), problem);
    }
  }

  private void refuse(String place, String problem) {
    refused.incrementAndGet();
    if (limiter.isDue(problem)) {
      LOG.warn("{} is left out, and the choice before stays: {}", place, problem);
    }
  }

  @Override
  public void fromTheBeginning() {
    known = categories.get();
  }

  @Override
  public void upToDate() {}

  @Override
  public boolean wantsAll() {
    return !known.containsAll(categories.get());
  }

  private @Nullable String problem(@Nullable String of, byte @Nullable [] value) {
    Matcher key = KEY.matcher(of == null ? "" : of);
    if (!key.matches()) {
      return "its key is not token_domain|key_version|subject";
    }
    String domain = key.group(1);
    int version = Integer.parseInt(key.group(2));
    String subject = key.group(3);
    if (value == null) {
      subscribers.remove(domain, version, subject);
      return null;
    }
    try {
      SubscriberPolicy policy = codec.decode(value);
      boolean own =
          policy.getTokenDomain().equals(domain)
              && policy.getKeyVersion() == version
              && policy.getSubject().equals(subject);
      if (!own) {
        return "its key names another subscriber than its value";
      }
      put(policy);
      return null;
    } catch (InvalidRecordException e) {
      return e.getMessage();
    }
  }

  private void put(SubscriberPolicy policy) {
    Set<String> wanted = new HashSet<>(policy.getCategories());
    wanted.retainAll(categories.get());
    subscribers.put(
        policy.getTokenDomain(),
        policy.getKeyVersion(),
        policy.getSubject(),
        SubscriberProfile.of(policy.getAudience(), wanted));
  }

  /** Reads lines of JSON; the last of a subscriber counts. */
  void readFile(Path file) throws IOException {
    JsonLineReader<SubscriberPolicy> reader = JsonLineReader.of(SubscriberPolicy.class);
    int number = 0;
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        String problem = line.isBlank() ? null : problem(reader, line);
        if (problem != null) {
          refuse(file.getFileName() + " " + number, problem);
        }
        number++;
      }
    }
  }

  private @Nullable String problem(JsonLineReader<SubscriberPolicy> reader, String line) {
    try {
      put(reader.read(line.getBytes(StandardCharsets.UTF_8)).datum());
      return null;
    } catch (InvalidRecordException e) {
      return e.getMessage();
    }
  }
}
