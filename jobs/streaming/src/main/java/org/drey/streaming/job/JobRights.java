package org.drey.streaming.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.drey.definitions.topic.TopicNeed;

/**
 * The rights that a job needs on the brokers, as the page on access has them.
 *
 * @param read topics that it reads
 * @param written topics that it writes
 * @param group its consumer group
 * @param transactionalIds what its transactional ids begin with; none for a job that has none
 */
record JobRights(
    Set<String> read, Set<String> written, String group, List<String> transactionalIds) {

  /** Returns the names of topics. */
  static Set<String> names(List<TopicNeed> topics) {
    return topics.stream().map(TopicNeed::topic).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns which of them brokers deny on a topic. */
  List<String> deniedOn(String topic, Set<AclOperation> allowed) {
    List<String> denied = new ArrayList<>();
    if (read.contains(topic) && !allowed.contains(AclOperation.READ)) {
      denied.add("Read of topic " + topic);
    }
    if (written.contains(topic) && !allowed.contains(AclOperation.WRITE)) {
      denied.add("Write of topic " + topic);
    }
    return denied;
  }

  /**
   * Returns which of them brokers deny on groups and transactional ids. A group that is not there
   * yet is only seen to be closed or not; and of transactional ids only Describe can be asked.
   */
  List<String> deniedBesideTopics(Admin admin) throws ExecutionException, InterruptedException {
    List<String> denied = new ArrayList<>();
    if (!mayReadGroup(admin)) {
      denied.add("Read of group " + group);
    }
    for (String id : transactionalIds) {
      if (!mayDescribe(admin, id)) {
        denied.add("Write and Describe of transactional ids that begin with " + id);
      }
    }
    return denied;
  }

  private boolean mayReadGroup(Admin admin) throws ExecutionException, InterruptedException {
    try {
      var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
      Set<AclOperation> allowed =
          admin
              .describeConsumerGroups(List.of(group), options)
              .describedGroups()
              .values()
              .iterator()
              .next()
              .get()
              .authorizedOperations();
      return allowed == null || allowed.contains(AclOperation.READ);
    } catch (ExecutionException e) {
      return isAllowed(e);
    }
  }

  private static boolean mayDescribe(Admin admin, String id)
      throws ExecutionException, InterruptedException {
    try {
      var unused = admin.describeTransactions(List.of(id)).all().get();
      return true;
    } catch (ExecutionException e) {
      return isAllowed(e);
    }
  }

  /** False for what is denied, true for what is not there yet; other failures are thrown again. */
  private static boolean isAllowed(ExecutionException e) throws ExecutionException {
    if (e.getCause() instanceof AuthorizationException) {
      return false;
    }
    if (e.getCause() instanceof GroupIdNotFoundException
        || e.getCause() instanceof TransactionalIdNotFoundException) {
      return true;
    }
    throw e;
  }

  /** Returns what a description says is allowed; all if the brokers have no access lists. */
  static Set<AclOperation> allowed(TopicDescription description) {
    Set<AclOperation> allowed = description.authorizedOperations();
    return allowed == null ? Set.of(AclOperation.READ, AclOperation.WRITE) : allowed;
  }
}
