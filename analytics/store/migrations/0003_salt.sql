-- What is mixed into the codes that stand for ids of customers: one random text per workspace, made when first needed.
CREATE TABLE salts (salt VARCHAR);
