package org.drey.collect.iso20022;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The places of values in each kind of message, in all its versions. */
final class MessagePaths {
  private static final Map<MessageKind, PathNode> ALL =
      Map.of(
          MessageKind.CREDIT_TRANSFER, transfer("CdtTrfTxInf"),
          MessageKind.DIRECT_DEBIT, transfer("DrctDbtTxInf"),
          MessageKind.STATUS, status(),
          MessageKind.RETURN, paymentReturn(),
          MessageKind.INITIATION, initiation("CdtTrfTxInf", "Amt/"),
          MessageKind.COLLECTION, initiation("DrctDbtTxInf", ""),
          MessageKind.REPORT, entries("Rpt"),
          MessageKind.STATEMENT, entries("Stmt"),
          MessageKind.NOTIFICATION, entries("Ntfctn"));

  private MessagePaths() {}

  /** Returns what is looked at in a message. */
  static PathNode of(MessageKind kind) {
    return Objects.requireNonNull(ALL.get(kind));
  }

  private static PathNode transfer(String item) {
    PathNode root = header();
    PathNode payment = root.at(item).item();
    ids(payment.at("PmtId"), "");
    payment.text("AccptncDtTm", MessageField.ACCEPTED);
    instructing(payment);
    amounts(payment, "");
    payment(payment);
    return root;
  }

  private static PathNode initiation(String item, String instructed) {
    PathNode root = header();
    root.text("GrpHdr/InitgPty/Id/OrgId/AnyBIC", MessageField.INSTRUCTING_AGENT);
    PathNode block = root.at("PmtInf").scope();
    parties(block);
    PathNode payment = block.at(item).item();
    ids(payment.at("PmtId"), "");
    amounts(payment, instructed);
    payment(payment);
    block.text("PmtTpInf/CtgyPurp/Cd", MessageField.CATEGORY_PURPOSE);
    return root;
  }

  private static PathNode status() {
    PathNode root = header();
    PathNode group = root.at("OrgnlGrpInfAndSts");
    originalMessage(group);
    group.text("GrpSts", MessageField.GROUP_STATUS);
    PathNode status = root.at("TxInfAndSts").item();
    status.text("StsId", MessageField.OWN_ID).text("TxSts", MessageField.STATUS);
    original(status);
    return root;
  }

  private static PathNode paymentReturn() {
    PathNode root = header();
    originalMessage(root.at("OrgnlGrpInf"));
    PathNode returned = root.at("TxInf").item();
    returned.text("RtrId", MessageField.OWN_ID);
    original(returned);
    returned.amount(
        "RtrdInstdAmt", MessageField.INSTRUCTED_AMOUNT, MessageField.INSTRUCTED_CURRENCY);
    returned.amount(
        "RtrdIntrBkSttlmAmt", MessageField.SETTLED_AMOUNT, MessageField.SETTLED_CURRENCY);
    return root;
  }

  private static PathNode entries(String name) {
    PathNode root = header();
    PathNode notice = root.at(name).scope();
    notice.text("CreDtTm", MessageField.CREATED);
    account(notice.at("Acct"), AccountFields.OWNER);
    agent(notice.at("Acct/Svcr"), AccountFields.OWNER);
    PathNode entry = notice.at("Ntry").itemAlone(); // without amounts, so that it is refused
    entry.text("Sts", MessageField.ENTRY_STATUS).text("Sts/Cd", MessageField.ENTRY_STATUS);
    entry.text("BookgDt/DtTm", MessageField.BOOKED).text("BookgDt/Dt", MessageField.BOOKED_DAY);
    entry.text("AcctSvcrRef", MessageField.ENTRY_REFERENCE);
    entry.text("CdtDbtInd", MessageField.OWNER_SIDE).text("RvslInd", MessageField.IS_REVERSAL);
    PathNode item = entry.at("NtryDtls/TxDtls").item();
    item.text("Refs/MsgId", MessageField.MESSAGE_ID);
    item.text("Refs/AcctSvcrRef", MessageField.SERVICER_REFERENCE);
    ids(item.at("Refs"), "");
    item.amount("Amt", MessageField.SETTLED_AMOUNT, MessageField.SETTLED_CURRENCY);
    item.amount("AmtDtls/TxAmt/Amt", MessageField.SETTLED_AMOUNT, MessageField.SETTLED_CURRENCY);
    item.amount(
        "AmtDtls/InstdAmt/Amt", MessageField.INSTRUCTED_AMOUNT, MessageField.INSTRUCTED_CURRENCY);
    item.text("CdtDbtInd", MessageField.OWNER_SIDE);
    item.text("RltdDts/AccptncDtTm", MessageField.ACCEPTED);
    item.mark("RtrInf", MessageField.IS_RETURN);
    parties(item.at("RltdPties"));
    agents(item.at("RltdAgts"));
    item.text("Purp/Cd", MessageField.PURPOSE);
    return root;
  }

  private static PathNode header() {
    PathNode root = new PathNode().scope();
    PathNode header = root.at("GrpHdr");
    header.text("MsgId", MessageField.MESSAGE_ID).text("CreDtTm", MessageField.CREATED);
    instructing(header);
    return root;
  }

  private static void instructing(PathNode at) {
    for (String bic : List.of("BICFI", "BIC", "CmbndId/BIC", "ClrSysMmbId/MmbId")) {
      at.text("InstgAgt/FinInstnId/" + bic, MessageField.INSTRUCTING_AGENT);
    }
  }

  private static void ids(PathNode at, String prefix) {
    at.text(prefix + "UETR", MessageField.UETR);
    at.text(prefix + "TxId", MessageField.TRANSACTION_ID);
    at.text(prefix + "InstrId", MessageField.INSTRUCTION_ID);
    at.text(prefix + "EndToEndId", MessageField.END_TO_END_ID);
  }

  /** The payment that a status or a return is about. */
  private static void original(PathNode at) {
    originalMessage(at.at("OrgnlGrpInf"));
    ids(at, "Orgnl");
    instructing(at);
    PathNode payment = at.at("OrgnlTxRef");
    amounts(payment, "Amt/");
    payment(payment);
  }

  private static void originalMessage(PathNode at) {
    at.text("OrgnlMsgId", MessageField.ORIGINAL_MESSAGE_ID);
    at.text("OrgnlCreDtTm", MessageField.ORIGINAL_CREATED);
  }

  private static void amounts(PathNode at, String instructed) {
    at.amount(
        instructed + "InstdAmt", MessageField.INSTRUCTED_AMOUNT, MessageField.INSTRUCTED_CURRENCY);
    at.amount("IntrBkSttlmAmt", MessageField.SETTLED_AMOUNT, MessageField.SETTLED_CURRENCY);
  }

  private static void payment(PathNode at) {
    parties(at);
    at.text("Purp/Cd", MessageField.PURPOSE);
    at.text("PmtTpInf/CtgyPurp/Cd", MessageField.CATEGORY_PURPOSE);
  }

  private static void parties(PathNode at) {
    account(at.at("DbtrAcct"), AccountFields.PAYER);
    account(at.at("CdtrAcct"), AccountFields.PAYEE);
    for (String party : List.of("", "/Pty")) { // what newer versions have around a party
      at.text("Dbtr" + party + "/PstlAdr/Ctry", MessageField.PAYER_COUNTRY);
      at.text("Cdtr" + party + "/PstlAdr/Ctry", MessageField.PAYEE_COUNTRY);
      at.mark("Cdtr" + party + "/Id/PrvtId", MessageField.PAYEE_IS_PERSON);
      at.mark("Cdtr" + party + "/Id/OrgId", MessageField.PAYEE_IS_ORGANISATION);
    }
    agents(at);
  }

  private static void agents(PathNode at) {
    agent(at.at("DbtrAgt"), AccountFields.PAYER);
    agent(at.at("CdtrAgt"), AccountFields.PAYEE);
  }

  private static void account(PathNode at, AccountFields whose) {
    at.text("Id/IBAN", whose.field("IBAN"));
    for (String id : List.of("Othr/Id", "BBAN", "UPIC", "PrtryAcct/Id")) { // newest first
      at.text("Id/" + id, whose.field("ACCOUNT"));
    }
    at.text("Id/Othr/SchmeNm/Cd", whose.field("SCHEME"));
    at.text("Id/Othr/SchmeNm/Prtry", whose.field("SCHEME"));
  }

  private static void agent(PathNode at, AccountFields whose) {
    for (String id : List.of("FinInstnId", "FinInstnId/CmbndId")) { // the second of 2008
      at.text(id + "/BICFI", whose.field("BIC"));
      at.text(id + "/BIC", whose.field("BIC"));
      at.text(id + "/ClrSysMmbId/MmbId", whose.field("MEMBER"));
      at.text(id + "/ClrSysMmbId/ClrSysId/Cd", whose.field("CLEARING"));
    }
  }
}
