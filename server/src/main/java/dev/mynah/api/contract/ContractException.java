package dev.mynah.api.contract;

/** The contract itself is wrong: a defect of the program, found when it is read. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param place in the contract, as a path */
    public ContractException(String place, String problem) {
        super("openapi.yaml: " + place + " " + problem);
    }
}
