package io.cloudjobs.emulator;

/** A service of {@link CloudJobsEmulator}. Each has its own port. */
public enum EmulatedService {
    /** Universal Print, a part of Microsoft Graph: {@link CloudJobsEmulator#print()}. */
    PRINT,
    /** The second host of Universal Print, for the uploads and downloads of documents. */
    DOCUMENTS,
    /** Microsoft Entra ID: {@link CloudJobsEmulator#entra()}. */
    ENTRA,
    /** The Graph Engine Service: {@link CloudJobsEmulator#ges()}. */
    GES,
    /** Huawei Cloud IAM: {@link CloudJobsEmulator#iam()}. */
    IAM
}
