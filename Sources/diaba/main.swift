print("diaba")
