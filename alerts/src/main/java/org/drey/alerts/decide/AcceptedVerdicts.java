package org.drey.alerts.decide;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.event.Alert;
import org.drey.event.DeadLetter;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.drey.topics.KafkaTopics;
import org.drey.topics.TopicReader;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sees what the job makes of a verdict: a revision of its alert that names it, or a dead letter.
 * Opened before the verdict is sent, so that neither can be missed.
 */
public final class AcceptedVerdicts implements AutoCloseable {
  private final TopicReader stream;
  private final AvroCodec<Alert> alerts = AvroCodec.of(Alert.class);
  private final AvroCodec<DeadLetter> deadLetters = AvroCodec.of(DeadLetter.class);

  /**
   * The job's answer to a verdict; neither part is set if it has not answered yet.
   *
   * @param alert the revision that names the verdict; none does if another is newer
   * @param refused why it was not taken
   */
  public record Answer(@Nullable Alert alert, @Nullable String refused) {
    static final Answer NONE_YET = new Answer(null, null);
  }

  private AcceptedVerdicts(TopicReader stream) {
    this.stream = stream;
  }

  /** Looks from now on. */
  public static AcceptedVerdicts fromNow(KafkaTopics topics) throws IOException {
    return new AcceptedVerdicts(
        TopicReader.fromNow(topics, List.of(TopicNames.ALERTS, TopicNames.DEAD_LETTERS)));
  }

  /** Waits for the job's answer, at most so long. */
  public Answer await(Verdict verdict, VerdictTopic.Position position, Duration most)
      throws IOException {
    Instant end = Instant.now().plus(most);
    while (Instant.now().isBefore(end)) {
      for (TopicRecord one : stream.poll()) {
        Answer answer = answer(one, verdict, position);
        if (!answer.equals(Answer.NONE_YET)) {
          return answer;
        }
      }
    }
    return Answer.NONE_YET;
  }

  private Answer answer(TopicRecord one, Verdict verdict, VerdictTopic.Position position) {
    if (one.value() == null) {
      return Answer.NONE_YET;
    }
    try {
      return one.topic().equals(TopicNames.ALERTS)
          ? of(alerts.decode(one.value()), verdict)
          : of(deadLetters.decode(one.value()), position);
    } catch (InvalidRecordException e) {
      return Answer.NONE_YET; // of another record than the one that is waited for
    }
  }

  private static Answer of(Alert alert, Verdict verdict) {
    boolean isIt =
        alert.getAlertId().equals(verdict.getAlertId()) && VerdictHistory.names(alert, verdict);
    return isIt ? new Answer(alert, null) : Answer.NONE_YET;
  }

  private static Answer of(DeadLetter letter, VerdictTopic.Position position) {
    boolean isIt =
        letter.getTopic().equals(position.topic())
            && letter.getPartition() == position.partition()
            && letter.getOffset() == position.offset();
    return isIt
        ? new Answer(null, letter.getReason() + ": " + letter.getDetail())
        : Answer.NONE_YET;
  }

  @Override
  public void close() {
    stream.close();
  }
}
